"""A seeded demo organisation: 13 months of believable logs, with stories planted to be found."""

from data.demo.organisation import demo_batches
from data.demo.plots import PlantedStory
from data.demo.stories import STORIES, Story, stories

__all__ = ["STORIES", "PlantedStory", "Story", "demo_batches", "stories"]
