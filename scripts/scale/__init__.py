"""An invented network of any size, to measure how the generator's time and memory grow. Nothing in it is true."""
