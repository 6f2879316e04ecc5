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

/**
 * A line of an import's log. One of its components is not null.
 *
 * @param made a table that a statement has made
 * @param written what was counted, once all rows are where the operator takes them
 */
record ImportStep(Begun begun, String made, Import.Result written) {
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
}
