"""What a host must know to serve a built site: headers, redirects, types; written in the form that each host reads."""
