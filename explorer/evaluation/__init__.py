"""How good and how fast each method is: metrics, protocols, reports. Labels enter here and nowhere else."""
