"""The survey of households without tables: its questions, what an answer means, sums per RT, the comparison."""
