"""From the model to what a person sees: charts, tables, the neurologist's page."""
