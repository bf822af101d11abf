//! An empty library: the benchmarks are the other files of this folder.
