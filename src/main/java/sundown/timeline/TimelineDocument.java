package sundown.timeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.edge.Json;
import sundown.edge.WrongPart;
import sundown.timeline.Dates.DateName;

/**
 * A timeline as JSON, in the form of the sample {@code infra/timeline.json}. It has the right form, and may break the
 * rules of a timeline, so that a refusal can list all its faults.
 */
@RegisterForReflection
public record TimelineDocument(int version, List<Region> exempt, List<GroupDocument> groups) {
    public TimelineDocument {
        WrongPart.require(version >= 1, "version", "is not a whole number of at least 1");
        exempt = List.copyOf(exempt);
        groups = List.copyOf(groups);
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is not a valid timeline; the message lists every fault
     */
    public static Timeline read(String json) {
        TimelineDocument document = Json.read(json, TimelineDocument.class);
        List<String> faults = document.faults();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the timeline cannot be read: " + String.join("; ", faults));
        }
        return document.timeline();
    }

    /** Writes a document; regions are in the order of their codes. */
    public static JsonNode write(Timeline timeline) {
        return Json.tree(new TimelineDocument(
                timeline.version(),
                sorted(timeline.exempt()),
                timeline.groups().stream().map(GroupDocument::of).toList()));
    }

    /** The regions of a group, as the document names them. */
    public static Object regions(Group group) {
        return new Regions(sorted(group.regions())).written();
    }

    private static List<Region> sorted(Collection<Region> regions) {
        return regions.stream().sorted(Comparator.comparing(Region::code)).toList();
    }

    /** A sentence for each reason why this is no timeline. */
    List<String> faults() {
        return Stream.concat(
                        groups.stream().flatMap(GroupDocument::disorder),
                        Timeline.faults(ids(), regions().toList(), everyOthers().count()).stream())
                .toList();
    }

    /** The timeline of a document without faults. */
    Timeline timeline() {
        return new Timeline(
                version,
                Set.copyOf(exempt),
                groups.stream().map(GroupDocument::group).toList());
    }

    /** The group that takes every region that is not named, if there is one alone. */
    Optional<GroupId> everyOther() {
        return Optional.of(everyOthers().map(GroupDocument::id).toList())
                .filter(taking -> taking.size() == 1)
                .map(List::getFirst);
    }

    private Stream<GroupDocument> everyOthers() {
        return groups.stream().filter(group -> group.regions().codes().isEmpty());
    }

    List<GroupId> ids() {
        return groups.stream().map(GroupDocument::id).toList();
    }

    /** Every region that is named, as often as it is. */
    Stream<Region> regions() {
        return Stream.concat(exempt.stream(), groups.stream().flatMap(group -> group.regions().codes().stream()));
    }

    /** A group; its dates may be in a wrong order. */
    @RegisterForReflection
    public record GroupDocument(
            GroupId id, Regions regions, Instant notice, Instant exportsOpen, Instant close, Instant refundBy) {
        private static GroupDocument of(Group group) {
            Dates dates = group.dates();
            return new GroupDocument(
                    group.id(),
                    new Regions(sorted(group.regions())),
                    dates.notice(),
                    dates.exportsOpen(),
                    dates.close(),
                    dates.refundBy());
        }

        private Group group() {
            return new Group(id, Set.copyOf(regions.codes()), new Dates(notice, exportsOpen, close, refundBy));
        }

        Map<DateName, Instant> dates() {
            return Map.of(
                    DateName.NOTICE, notice,
                    DateName.EXPORTS_OPEN, exportsOpen,
                    DateName.CLOSE, close,
                    DateName.REFUND_BY, refundBy);
        }

        private Stream<String> disorder() {
            return Dates.disorder(notice, exportsOpen, close, refundBy).map(broken -> "group " + id + ": " + broken);
        }
    }

    /**
     * The regions of a group: a list of codes, or the words {@code "every other"}.
     *
     * @param codes none of the group that takes every other region
     */
    @RegisterForReflection
    public record Regions(List<Region> codes) {
        private static final String EVERY_OTHER = "every other";

        public Regions {
            codes = List.copyOf(codes);
        }

        /** Refuses an empty list: it would take every other region by accident. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Regions read(JsonNode named) {
            boolean listed =
                    named.isArray() && !named.isEmpty() && named.valueStream().allMatch(JsonNode::isTextual);
            WrongPart.require(
                    listed || EVERY_OTHER.equals(named.textValue()),
                    "",
                    "is neither a list of regions nor every other");
            return new Regions(named.valueStream()
                    .map(JsonNode::textValue)
                    .map(Region::new)
                    .toList());
        }

        @JsonValue
        Object written() {
            return codes.isEmpty() ? EVERY_OTHER : codes;
        }
    }
}
