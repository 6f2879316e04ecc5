package sundown.timeline;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.edge.Json;
import sundown.edge.WrongPart;
import sundown.timeline.Dates.DateName;
import sundown.timeline.Dates.TimelineDate;

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
     * Reads a document; its local dates come as the zones of now have it.
     *
     * @throws IllegalArgumentException when it is not a valid timeline; the message lists every fault
     */
    public static Timeline read(String json) {
        return read(json, _ -> Optional.empty());
    }

    /**
     * Reads the document of a version that was published, with the instants that were computed then.
     *
     * @param dates as {@link #dates} writes them
     */
    public static Timeline read(String json, String dates) {
        JsonNode computed = Json.read(dates);
        return read(
                json,
                group -> Optional.of(Json.read(computed.path(group.id().value()).toString(), Dates.class)));
    }

    private static Timeline read(String json, Function<GroupDocument, Optional<Dates>> known) {
        TimelineDocument document = Json.read(json, TimelineDocument.class);
        List<String> faults = document.faults(known);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the timeline cannot be read: " + String.join("; ", faults));
        }
        return document.timeline(known);
    }

    /** Writes the dates of each group, by its id: local dates with the instants that they stand for. */
    public static JsonNode dates(Timeline timeline) {
        Map<String, JsonNode> dates = new TreeMap<>();
        timeline.groups()
                .forEach(group -> dates.put(
                        group.id().value(),
                        ((ObjectNode) Json.tree(group.dates()))
                                .put(
                                        "refundsBegin",
                                        group.dates().refundsBegin().toString())));
        return Json.tree(dates);
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

    /**
     * The dates of groups that are in force: a local date that stays keeps its instant, so that an update of zones
     * moves nothing.
     */
    static Function<GroupDocument, Optional<Dates>> known(Timeline inForce) {
        return document -> inForce.group(document.id())
                .filter(group -> group.zone().equals(document.zoneId()))
                .map(Group::dates);
    }

    /** A sentence for each reason why this is no timeline. */
    List<String> faults(Function<GroupDocument, Optional<Dates>> known) {
        return Stream.of(
                        groups.stream()
                                .filter(this::nowhere)
                                .map(group -> "group " + group.id()
                                        + ": no time zone of its regions is known: name its zone, or give instants"),
                        groups.stream().flatMap(group -> disorder(group, known)),
                        Timeline.faults(ids(), regions().toList(), everyOthers().count()).stream())
                .flatMap(faults -> faults)
                .toList();
    }

    private boolean nowhere(GroupDocument group) {
        return group.written().values().stream().anyMatch(written -> written.date() instanceof LocalDate)
                && zones(group).isEmpty();
    }

    private Stream<String> disorder(GroupDocument group, Function<GroupDocument, Optional<Dates>> known) {
        Map<DateName, TimelineDate> dates = dates(group, known);
        return Dates.disorder(
                        dates.get(DateName.NOTICE).at(),
                        dates.get(DateName.EXPORTS_OPEN).at(),
                        dates.get(DateName.CLOSE).at(),
                        dates.get(DateName.REFUND_BY).at())
                .map(broken -> "group " + group.id() + ": " + broken);
    }

    /** The timeline of a document without faults; refunds begin when they are known to, or at the refund date. */
    Timeline timeline(Function<GroupDocument, Optional<Dates>> known) {
        return new Timeline(
                version,
                Set.copyOf(exempt),
                groups.stream()
                        .map(group -> new Group(
                                group.id(),
                                Set.copyOf(group.regions().codes()),
                                group.zoneId(),
                                Dates.of(dates(group, known), known.apply(group))))
                        .toList());
    }

    /** The timeline of a document without faults, with refunds that begin early enough. */
    Timeline timeline(Function<GroupDocument, Optional<Dates>> known, RefundLead lead) {
        Timeline read = timeline(known);
        return new Timeline(
                version,
                read.exempt(),
                read.groups().stream()
                        .map(group ->
                                group.refundedFrom(lead.before(group.dates().refundBy())))
                        .toList());
    }

    /** The dates of a group of this document. */
    Map<DateName, TimelineDate> dates(GroupDocument group, Function<GroupDocument, Optional<Dates>> known) {
        Map<DateName, TimelineDate> dates = new EnumMap<>(DateName.class);
        group.written().forEach((name, written) -> dates.put(name, date(group, name, written, known)));
        return dates;
    }

    private TimelineDate date(
            GroupDocument group, DateName name, Written written, Function<GroupDocument, Optional<Dates>> known) {
        if (written.date() instanceof Instant at) {
            return new TimelineDate(at, Optional.empty());
        }
        LocalDate day = LocalDate.from(written.date());
        return known.apply(group)
                .map(name::find)
                .filter(date -> date.day().equals(Optional.of(day)))
                .orElseGet(() -> new TimelineDate(name.of(day, zones(group)), Optional.of(day)));
    }

    private Set<ZoneId> zones(GroupDocument group) {
        return group.zoneId()
                .map(Set::of)
                .orElseGet(() -> Zones.of(
                        group.regions().codes().isEmpty()
                                ? Zones.regions().filter(region -> regions().noneMatch(region::equals))
                                : group.regions().codes().stream()));
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

    /**
     * A group; its dates may be in a wrong order.
     *
     * @param zone in which its local dates are, by its name in the JDK
     */
    @RegisterForReflection
    public record GroupDocument(
            GroupId id,
            Regions regions,
            Optional<String> zone,
            Written notice,
            Written exportsOpen,
            Written close,
            Written refundBy) {
        public GroupDocument {
            WrongPart.require(
                    zone.stream().allMatch(ZoneId.getAvailableZoneIds()::contains),
                    "zone",
                    "is no time zone, such as Asia/Kolkata");
        }

        private static GroupDocument of(Group group) {
            return new GroupDocument(
                    group.id(),
                    new Regions(sorted(group.regions())),
                    group.zone().map(ZoneId::getId),
                    Written.of(group, DateName.NOTICE),
                    Written.of(group, DateName.EXPORTS_OPEN),
                    Written.of(group, DateName.CLOSE),
                    Written.of(group, DateName.REFUND_BY));
        }

        private Optional<ZoneId> zoneId() {
            return zone.map(ZoneId::of);
        }

        private Map<DateName, Written> written() {
            return Map.of(
                    DateName.NOTICE, notice,
                    DateName.EXPORTS_OPEN, exportsOpen,
                    DateName.CLOSE, close,
                    DateName.REFUND_BY, refundBy);
        }
    }

    /**
     * A date as the document has it.
     *
     * @param date a {@link LocalDate} or an {@link Instant}
     */
    @RegisterForReflection
    public record Written(Temporal date) {
        private static final int LOCAL_DATE_LENGTH = "2023-05-31".length();

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Written read(String text) {
            try {
                return new Written(text.length() == LOCAL_DATE_LENGTH ? LocalDate.parse(text) : Instant.parse(text));
            } catch (DateTimeException invalid) {
                throw new WrongPart("", "is neither a local date of ISO 8601 nor an instant");
            }
        }

        private static Written of(Group group, DateName name) {
            TimelineDate date = name.find(group.dates());
            return new Written(date.day().<Temporal>map(day -> day).orElse(date.at()));
        }

        @JsonValue
        String written() {
            return date.toString();
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
