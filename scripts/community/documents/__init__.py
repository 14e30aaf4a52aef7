"""Documents to print: from the same records as the pages, by way of trees of plain values, set by Typst."""
