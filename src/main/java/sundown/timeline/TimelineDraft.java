package sundown.timeline;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.Region;
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
}
