"""Stores on other machines, over SPARQL 1.1 Query, Update and Graph Store Protocol."""
