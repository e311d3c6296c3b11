"""Tests of the app: what a person sees and what their keys do."""
