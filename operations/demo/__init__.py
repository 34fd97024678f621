"""The bundled demo marketplace: what `make demo` and the end-to-end test crawl on loopback."""
