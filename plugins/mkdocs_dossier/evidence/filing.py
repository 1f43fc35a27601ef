"""Find the topics that records use, by branch."""

from collections.abc import Mapping

from mkdocs_dossier.collection.collection import Collection
from mkdocs_dossier.collection.derived import derived
from mkdocs_dossier.evidence.transitive import gathered
from mkdocs_dossier.model.records import Topic


def topics_in_use(collection: Collection, topic: Topic) -> tuple[Topic, ...]:
    """List the topics of a branch that records name: the topic itself first, then branch by branch."""
    return _in_use(collection).get(topic, ())


@derived
def _in_use(collection: Collection) -> Mapping[Topic, tuple[Topic, ...]]:
    return gathered(
        collection.of(Topic),
        lambda topic: collection.linked(topic, "narrower", Topic),
        lambda topic: (topic,) if any(reverse != "narrower" for reverse, _ in collection.linking(topic)) else (),
    )
