"""comens_tui: a committee's whole work on its normative texts, in one git repository."""

__version__ = "0.1.0"
