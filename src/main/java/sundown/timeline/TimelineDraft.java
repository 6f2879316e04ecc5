package sundown.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.edge.PlainText;
import sundown.timeline.Dates.DateName;
import sundown.timeline.TimelineDraft.RegionList;

/**
 * A timeline as far as its document can be read, so that all faults can be reported at once.
 *
 * @param unreadable a sentence for each thing that is missing or of an unknown form
 */
record TimelineDraft(Optional<Integer> version, RegionList exempt, List<GroupDraft> groups, List<String> unreadable) {
    TimelineDraft {
        groups = List.copyOf(groups);
        unreadable = List.copyOf(unreadable);
    }

    /** Reads a document as far as possible, and notes each fault. */
    static TimelineDraft read(JsonNode document) {
        return new Reader().draft(document);
    }

    /** A sentence for each reason why this is no timeline. */
    List<String> faults() {
        return Stream.of(
                        unreadable.stream(),
                        groups.stream().map(GroupDraft::disorder).flatMap(List::stream),
                        Timeline.faults(ids(), regions().toList(), takingEveryOther()).stream())
                .flatMap(sentences -> sentences)
                .toList();
    }

    /** The timeline of a draft without faults. */
    Timeline timeline() {
        return new Timeline(
                version.orElseThrow(),
                Set.copyOf(exempt.codes()),
                groups.stream().map(GroupDraft::group).toList());
    }

    /** The group that takes every region that is not named, if that is certain. */
    Optional<GroupId> everyOther() {
        return regionsComplete() && takingEveryOther() == 1
                ? groups.stream()
                        .filter(GroupDraft::takesEveryOther)
                        .findFirst()
                        .flatMap(GroupDraft::id)
                : Optional.empty();
    }

    /** The ids that can be read. */
    List<GroupId> ids() {
        return groups.stream().map(GroupDraft::id).flatMap(Optional::stream).toList();
    }

    /** Every region that is named, as often as it is. */
    Stream<Region> regions() {
        return Stream.concat(Stream.of(exempt), groups.stream().map(GroupDraft::regions))
                .map(RegionList::codes)
                .flatMap(List::stream);
    }

    /** A group with unreadable regions may be the one that takes every other region. */
    private long takingEveryOther() {
        long certain = groups.stream().filter(GroupDraft::takesEveryOther).count();
        return certain == 0 && !regionsComplete() ? 1 : certain;
    }

    private boolean regionsComplete() {
        return Stream.concat(Stream.of(exempt), groups.stream().map(GroupDraft::regions))
                .allMatch(RegionList::complete);
    }

    /**
     * The regions that a document names in one place.
     *
     * @param codes those that can be read, as often as they are named; of a group that takes every other region, none
     * @param complete false when something in it cannot be read
     */
    record RegionList(List<Region> codes, boolean complete) {
        RegionList {
            codes = List.copyOf(codes);
        }

        /** A list that cannot be read. */
        static RegionList unreadable() {
            return new RegionList(List.of(), false);
        }
    }

    /**
     * A group as far as its document can be read.
     *
     * @param name what the group is called in a sentence
     * @param dates those that can be read
     */
    record GroupDraft(String name, Optional<GroupId> id, RegionList regions, Map<DateName, Instant> dates) {
        GroupDraft {
            dates = Map.copyOf(dates);
        }

        boolean takesEveryOther() {
            return regions.complete() && regions.codes().isEmpty();
        }

        /** A sentence for each wrong order of its dates. */
        List<String> disorder() {
            return Dates.disorder(dates).stream()
                    .map(broken -> name + ": " + broken)
                    .toList();
        }

        /** A line for each of its dates that is past. */
        Stream<String> pastDates(Instant now) {
            return Arrays.stream(DateName.values())
                    .filter(date -> dates.containsKey(date) && dates.get(date).isBefore(now))
                    .map(date -> name + ": " + date.member() + " " + dates.get(date));
        }

        /** The group of a draft without faults. */
        Group group() {
            return new Group(
                    id.orElseThrow(),
                    Set.copyOf(regions.codes()),
                    new Dates(
                            dates.get(DateName.NOTICE),
                            dates.get(DateName.EXPORTS_OPEN),
                            dates.get(DateName.CLOSE),
                            dates.get(DateName.REFUND_BY)));
        }
    }

    private static final class Reader {
        private static final int QUOTE_CHARACTERS_MAX = 40;

        private static final List<String> FIELDS = List.of("version", "exempt", "groups");
        private static final List<String> GROUP_FIELDS = Stream.concat(
                        Stream.of("id", "regions"),
                        Arrays.stream(DateName.values()).map(DateName::member))
                .toList();

        private final List<String> faults = new ArrayList<>();

        private TimelineDraft draft(JsonNode document) {
            noteUnknown("", document, FIELDS);
            Optional<Integer> version = version(document.path("version"));
            RegionList exempt = regions("exempt", document.path("exempt"));
            List<GroupDraft> groups = groups(document.path("groups"));
            return new TimelineDraft(version, exempt, groups, faults);
        }

        private Optional<Integer> version(JsonNode node) {
            if (node.isInt() && node.intValue() >= 1) {
                return Optional.of(node.intValue());
            }
            note("version", node, "is not a whole number of at least 1");
            return Optional.empty();
        }

        private List<GroupDraft> groups(JsonNode list) {
            if (!list.isArray()) {
                note("groups", list, "is not a list");
            }
            List<GroupDraft> groups = new ArrayList<>();
            for (JsonNode group : list) {
                groups.add(group("group number " + (groups.size() + 1), group));
            }
            return groups;
        }

        private GroupDraft group(String place, JsonNode group) {
            Optional<GroupId> id = formed(place + ": id", group.path("id"), GroupId::new);
            String name = id.map(known -> "group " + known).orElse(place);
            noteUnknown(name + ": ", group, GROUP_FIELDS);
            return new GroupDraft(
                    name, id, groupRegions(name + ": regions", group.path("regions")), dates(name, group));
        }

        /** Refuses an empty list: it would take every other region by accident. */
        private RegionList groupRegions(String place, JsonNode node) {
            if (TimelineDocument.EVERY_OTHER.equals(node.textValue())) {
                return new RegionList(List.of(), true);
            }
            if (node.isArray() && node.isEmpty()) {
                note(place, node, "names no region");
                return RegionList.unreadable();
            }
            return regions(place, node);
        }

        private RegionList regions(String place, JsonNode list) {
            if (!list.isArray()) {
                note(place, list, "is not a list of regions");
                return RegionList.unreadable();
            }
            List<Region> regions = new ArrayList<>();
            for (JsonNode code : list) {
                formed(place, code, Region::new).ifPresent(regions::add);
            }
            return new RegionList(regions, regions.size() == list.size());
        }

        private Map<DateName, Instant> dates(String name, JsonNode group) {
            Map<DateName, Instant> dates = new EnumMap<>(DateName.class);
            for (DateName date : DateName.values()) {
                formed(name + ": " + date.member(), group.path(date.member()), Reader::instant)
                        .ifPresent(instant -> dates.put(date, instant));
            }
            return dates;
        }

        private static Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException notDate) {
                throw new IllegalArgumentException("not a date of ISO 8601 such as 2023-06-01T00:00:00Z", notDate);
            }
        }

        private <T> Optional<T> formed(String place, JsonNode node, Function<String, T> form) {
            if (!node.isTextual()) {
                note(place, node, "is not a text");
                return Optional.empty();
            }
            try {
                return Optional.of(form.apply(node.textValue()));
            } catch (IllegalArgumentException invalid) {
                note(place, node, "cannot be used: " + invalid.getMessage());
                return Optional.empty();
            }
        }

        private void note(String place, JsonNode node, String fault) {
            faults.add(
                    node.isMissingNode() || node.isNull()
                            ? place + " is missing"
                            : place + ", " + quoted(node) + ", " + fault);
        }

        private void noteUnknown(String place, JsonNode object, List<String> known) {
            object.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    faults.add(place + quoted(TextNode.valueOf(name)) + " is not known: the fields are "
                            + String.join(", ", known));
                }
            });
        }

        private static String quoted(JsonNode node) {
            String text = PlainText.of(node.toString());
            return text.length() <= QUOTE_CHARACTERS_MAX ? text : text.substring(0, QUOTE_CHARACTERS_MAX) + "…";
        }
    }
}
