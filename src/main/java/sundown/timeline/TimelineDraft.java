package sundown.timeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.Region;

/**
 * A timeline as far as a document can be read: what is wrong with it can be told all at once.
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
                        PartitionRules.faults(ids(), named().toList(), takingEveryOther()).stream())
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

    /** The group into which every region comes that is not named, where that is certain. */
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
    Stream<Region> named() {
        return Stream.concat(Stream.of(exempt), groups.stream().map(GroupDraft::regions))
                .map(RegionList::codes)
                .flatMap(List::stream);
    }

    /** A group whose regions cannot be read may be the one that is looked for. */
    private long takingEveryOther() {
        long certain = groups.stream().filter(GroupDraft::takesEveryOther).count();
        return certain == 0 && !regionsComplete() ? 1 : certain;
    }

    private boolean regionsComplete() {
        return Stream.concat(Stream.of(exempt), groups.stream().map(GroupDraft::regions))
                .allMatch(RegionList::complete);
    }
}
