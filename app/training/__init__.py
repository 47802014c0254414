"""From treebanks to the shipped weights; needs the `train` extra (torch, onnx)."""
