"""Model outputs on disk: keys and values are text, a damaged entry is a miss, and trouble is told, never raised."""

from pipeline.cache.keys import make_key
from pipeline.cache.opening import open_cache, open_store
from pipeline.cache.store import Cache, CacheInfo, NoCache, Store, StoreCheck

__all__ = ["Cache", "CacheInfo", "NoCache", "Store", "StoreCheck", "make_key", "open_cache", "open_store"]
