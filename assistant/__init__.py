"""Consort: from a tender pack to a draft consortium response, offline, every sentence traced to its evidence."""

__version__ = "0.1.0"
