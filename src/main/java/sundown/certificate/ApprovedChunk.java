package sundown.certificate;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.purge.ManifestLine;
import sundown.purge.ManifestRoot;
import sundown.purge.ManifestTree;
import sundown.purge.Purge;

/**
 * What the approved manifest says in one of its chunks, in memory: some hundred bytes a user.
 *
 * @param approved false when the manifest is not what was approved; then it says nothing
 * @param lines by user id
 * @param other what differs then: of the root, the first chunk tells
 */
record ApprovedChunk(boolean approved, NavigableMap<String, ManifestLine> lines, Differences other) {
    /** Reads a chunk, if root and chunk are what was approved, and the root has as many chunks as the plan says. */
    static ApprovedChunk read(ManifestTree manifest, Purge purge, int number) {
        Optional<ManifestRoot> root = manifest.root(purge.group(), purge.plan())
                .filter(found -> found.lines().size() - 1 == purge.plan().chunks());
        return root.map(found -> found.chunk(number)
                        .flatMap(chunk ->
                                manifest.lines(purge.group(), purge.plan().id(), chunk))
                        .map(ApprovedChunk::of)
                        .orElseGet(() -> notApproved(purge, "chunk " + number)))
                .orElseGet(() -> number == 0 ? notApproved(purge, "its root") : notApproved(Differences.NONE));
    }

    private static ApprovedChunk of(List<String> lines) {
        NavigableMap<String, ManifestLine> byUser = new TreeMap<>();
        lines.stream()
                .map(ManifestLine::read)
                .forEach(line -> byUser.put(line.user().value(), line));
        return new ApprovedChunk(true, byUser, Differences.NONE);
    }

    private static ApprovedChunk notApproved(Purge purge, String part) {
        return notApproved(
                Differences.of(CertificateRules.otherManifest(purge.plan().manifest(), part)));
    }

    private static ApprovedChunk notApproved(Differences other) {
        return new ApprovedChunk(false, new TreeMap<>(), other);
    }

    /** Its users, in the order of the manifest. A stream of a tail map would count all that is left, for each page. */
    List<UserId> users(Optional<UserId> after, int limit) {
        Map.Entry<String, ManifestLine> first =
                after.isPresent() ? lines.higherEntry(after.get().value()) : lines.firstEntry();
        return Stream.iterate(first, Objects::nonNull, line -> lines.higherEntry(line.getKey()))
                .limit(limit)
                .map(line -> line.getValue().user())
                .toList();
    }

    ManifestLine line(UserId user) {
        return lines.get(user.value());
    }

    boolean lists(UserId user) {
        return lines.containsKey(user.value());
    }
}
