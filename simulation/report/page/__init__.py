"""The report of a result: one self-contained page a language, in the order in which a Korean impact study is read."""
