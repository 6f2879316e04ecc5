package sundown.cli.adopt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.digest.Sha256;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;

/** A line of an import's log: something that is done, and need not be done again. One of its components is not null. */
record Step(Begun begun, Run run, Part part, Owned owned, Claimed claimed, Boolean written) {
    static final Step WRITTEN = new Step(null, null, null, null, null, true);

    /**
     * What the import depends on. An import goes on only with the same.
     *
     * @param mapping the digest of the mapping file
     * @param layout where objects lie, as the mapping has it
     * @param timeline the digest of the timeline
     * @param groups the regions of each group, and the exempt ones
     * @param chunks into how many a group is split
     * @param since the folder of the import before; empty when there is none
     * @param parts into how many files a table is split
     */
    record Begun(
            List<Input> inputs,
            String mapping,
            String layout,
            String timeline,
            String groups,
            int chunks,
            String since,
            int parts) {
        /** A part of a table has rows of about so many bytes of exported files. */
        private static final long PART = 8 << 20;

        private static final int MOST_PARTS = 4_096;

        /**
         * Tables are split as those of the import before, so that their parts can be compared.
         *
         * @throws IllegalArgumentException when the import before is not finished, or cannot be compared
         */
        static Begun of(
                Map<Kind, List<Source>> files,
                String mappingText,
                Mapping mapping,
                String timeline,
                int chunks,
                Optional<Place> since)
                throws IOException {
            List<Input> inputs = new ArrayList<>();
            files.forEach((kind, sources) -> sources.forEach(
                    file -> inputs.add(new Input(kind, file.toString(), file.bytes(), file.version()))));
            long needed = inputs.stream().mapToLong(Input::bytes).sum() / PART + 1;
            Optional<Begun> before =
                    since.isPresent() ? Optional.of(ImportFolder.finished(since.get())) : Optional.empty();
            Begun begun = new Begun(
                    inputs,
                    Sha256.over(mappingText).hex(),
                    mapping.items().layout(),
                    Sha256.over(timeline).hex(),
                    groups(TimelineDocument.read(timeline)),
                    chunks,
                    since.map(Place::absolute).orElse(""),
                    before.map(Begun::parts).orElse((int) Math.min(MOST_PARTS, needed)));
            before.ifPresent(other -> begun.requireTheSame(other, since.orElseThrow()));
            return begun;
        }

        /** In the same order whatever that of the timeline is. */
        private static String groups(Timeline timeline) {
            Stream<String> groups =
                    timeline.groups().stream().map(group -> group.id() + " " + TimelineDocument.regions(group));
            String exempt = "exempt "
                    + timeline.exempt().stream().map(Region::code).sorted().toList();
            return Stream.concat(groups.sorted(), Stream.of(exempt)).collect(Collectors.joining("; "));
        }

        /**
         * Requires what the rows of all imports of a stack have in common: with another layout, claims would be
         * removed, and with other groups or chunks, users would move.
         *
         * @param before the folder of the import before
         * @throws IllegalArgumentException with a sentence for the user when something of it is not the same
         */
        void requireTheSame(Begun other, Place before) {
            require("layout", layout, other.layout, before);
            require("list of regions by group", groups, other.groups, before);
            require("number of chunks", chunks, other.chunks, before);
        }

        private static void require(String what, Object is, Object was, Place before) {
            if (!is.equals(was)) {
                throw new IllegalArgumentException("The %s is %s, and that of the import in %s is %s: it cannot change."
                        .formatted(what, is, before, was));
            }
        }
    }

    /**
     * An exported file.
     *
     * @param modified the time of its last change, or its ETag
     */
    record Input(Kind kind, String file, long bytes, String modified) {}

    /**
     * The rows of a piece of a file, sorted.
     *
     * @param file its place among the files of the table
     * @param number of the piece in the file
     * @param last whether nothing follows in the file
     * @param offset where it begins in the file of runs
     * @param rows how many the piece had
     * @param refused how many of them were refused, and why
     * @param errors the length of the file of errors after it
     */
    record Run(
            Kind kind,
            int file,
            int number,
            boolean last,
            long offset,
            long rows,
            Map<Reason, Long> refused,
            long errors) {}

    /**
     * A part of the tables of accounts and items.
     *
     * @param totals of the rows that were taken
     * @param named where the runs of users who may have claims begin
     * @param owners where the runs of owners of folders begin
     * @param refused how many rows were refused because of others, and why
     * @param errors the length of the file of errors after it
     */
    record Part(
            int number,
            Totals totals,
            Changes accounts,
            Changes items,
            List<Long> named,
            List<Long> owners,
            Map<Reason, Long> refused,
            long errors) {}

    /**
     * Owners of folders whose accounts are in a part.
     *
     * @param named where the runs of those who may have claims begin
     */
    record Owned(int number, List<Long> named) {}

    /**
     * A part of the table of claims.
     *
     * @param objects on which there are claims
     */
    record Claimed(int number, long claims, long objects, Changes changes) {}

    /** How the rows of a table differ from those of the import before. */
    record Changes(long added, long changed, long removed) {
        static final Changes NONE = new Changes(0, 0, 0);

        Changes plus(Changes other) {
            return new Changes(added + other.added, changed + other.changed, removed + other.removed);
        }

        long all() {
            return added + changed + removed;
        }
    }

    static Step of(Begun begun) {
        return new Step(begun, null, null, null, null, null);
    }

    static Step of(Run run) {
        return new Step(null, run, null, null, null, null);
    }

    static Step of(Part part) {
        return new Step(null, null, part, null, null, null);
    }

    static Step of(Owned owned) {
        return new Step(null, null, null, owned, null, null);
    }

    static Step of(Claimed claimed) {
        return new Step(null, null, null, null, claimed, null);
    }
}
