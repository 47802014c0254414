"""The facts that some seed articles are known to tell; `make golden` rewrites them."""
