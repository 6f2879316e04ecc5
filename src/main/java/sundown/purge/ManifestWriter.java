package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.ReachStore.Reach;
import sundown.account.UserId;
import sundown.digest.MerkleTree;
import sundown.edge.Json;
import sundown.failure.RetryableFailure;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.receipt.Safety.Sums;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Writes the manifest of a plan: the entries of each user, the pages of each chunk, a file for each chunk, the root,
 * and the report. It replaces no file: a later worker takes the existing one, and so makes the same manifest.
 */
@Singleton
record ManifestWriter(
        AccountStore accounts,
        TimelineStore timelines,
        HoldStore holds,
        UserEntries entries,
        AuditFiles files,
        GalleryLayout layout,
        RandomGenerator random,
        Clock clock) {
    private static final byte[] NO_BYTES = {};

    /** The result of a chunk: its line in the root, and its part of the report. */
    @RegisterForReflection
    record ChunkSummary(ManifestRoot.ChunkLine chunk, PlanReport report) {}

    /**
     * The lines of a chunk from one page of users. A page is kept before the checkpoint that follows it.
     *
     * @param strange folders and keys below the group's prefix that belong to no user
     * @param chances the chances of the users with a line, by their ids
     */
    @RegisterForReflection
    record Page(List<ManifestLine> lines, List<String> strange, Map<String, Chance> chances) {
        static final Page EMPTY = new Page(List.of(), List.of(), Map.of());

        Page {
            lines = List.copyOf(lines);
            strange = List.copyOf(strange);
            chances = Collections.unmodifiableMap(new TreeMap<>(chances));
        }

        boolean empty() {
            return lines.isEmpty() && strange.isEmpty();
        }

        Page with(ManifestLine line, Chance chance) {
            Map<String, Chance> more = new TreeMap<>(chances);
            more.put(line.user().value(), chance);
            return new Page(Stream.concat(lines.stream(), Stream.of(line)).toList(), strange, more);
        }

        Page withStrange(String name) {
            return new Page(
                    lines, Stream.concat(strange.stream(), Stream.of(name)).toList(), chances);
        }

        /**
         * The chance that a user had to take their photos.
         *
         * @param reach how far they were reached
         * @param safety how safe their photos were; nobody for a user without an account
         */
        @RegisterForReflection
        record Chance(Reach reach, Sums safety) {}
    }

    /** Writes the entries of a user whom the accounts list, if their entries are to go. */
    ManifestLine writeAccount(GroupId group, PlanId plan, UserId user) {
        Standing standing = standing(group, user);
        if (standing.listed()) {
            return writeEntries(AuditKeys.account(group, plan, user), group, user, standing);
        }
        files.putIfAbsent(AuditKeys.leftOut(group, plan, user), NO_BYTES);
        return ManifestLine.leftOut(user, standing, random);
    }

    /** Writes the entries of a user who has a folder; empty if the user has a line as one of the accounts. */
    Optional<ManifestLine> writeFolder(GroupId group, PlanId plan, UserId user) {
        if (Stream.of(AuditKeys.account(group, plan, user), AuditKeys.leftOut(group, plan, user))
                .anyMatch(files::has)) {
            return Optional.empty();
        }
        Standing standing = standing(group, user);
        return Optional.of(
                standing.listed()
                        ? writeEntries(AuditKeys.folder(group, plan, user), group, user, standing)
                        : ManifestLine.leftOut(user, standing, random));
    }

    private Standing standing(GroupId group, UserId user) {
        boolean held =
                holds.find(user).filter(hold -> hold.holdsAt(clock.instant())).isPresent();
        return Standing.of(accounts.find(user), held, group, timelines.inForce());
    }

    private ManifestLine writeEntries(ObjectKey key, GroupId group, UserId user, Standing standing) {
        byte[] kept = files.read(key).orElseGet(() -> listEntries(key, group, user, standing));
        AccountEntries.Summary summary = AccountEntries.read(kept, _ -> {});
        return ManifestLine.listed(user, standing, summary, random);
    }

    private byte[] listEntries(ObjectKey key, GroupId group, UserId user, Standing standing) {
        byte[] listed =
                AccountEntries.write(entries.listEntries(group, user, standing, entries.extentFromClaims(user)));
        return files.putIfAbsent(key, listed) ? listed : required(key);
    }

    /** Keeps a page of a chunk. */
    void keepPage(GroupId group, PlanId plan, int chunk, Page page) {
        byte[] bytes = Json.write(page).getBytes(StandardCharsets.UTF_8);
        files.putIfAbsent(AuditKeys.page(group, plan, chunk, bytes), bytes);
    }

    /** Makes the file of a chunk from its pages, a line for each user in the order of their ids, and sums it up. */
    ChunkSummary writeChunk(GroupId group, PlanId plan, int chunk) {
        Map<String, ManifestLine> lines = new TreeMap<>();
        Collection<String> strange = new TreeSet<>(ObjectKey.ORDER);
        Map<String, Page.Chance> chances = new TreeMap<>();
        files.list(AuditKeys.pages(group, plan, chunk))
                .map(key -> Json.read(new String(required(key), StandardCharsets.UTF_8), Page.class))
                .forEach(page -> {
                    page.lines().forEach(line -> lines.merge(line.user().value(), line, ManifestLine::moreCareful));
                    strange.addAll(page.strange());
                    chances.putAll(page.chances());
                });
        ObjectKey key = AuditKeys.chunk(group, plan, chunk);
        files.putIfAbsent(key, bytes(lines.values()));
        return new ChunkSummary(chunkLine(chunk, readLines(key)), PlanReport.of(lines.values(), strange, chances));
    }

    /** The users with a line in a chunk, in the order of their ids. */
    List<UserId> readUsers(GroupId group, PlanId plan, int chunk) {
        return readLines(AuditKeys.chunk(group, plan, chunk)).stream()
                .map(line -> ManifestLine.read(line).user())
                .toList();
    }

    /** Writes the root of the manifest, and then the report. */
    Plan.Planned writeRoot(Plan.Begun plan, List<ChunkSummary> chunks) {
        List<ManifestRoot.ChunkLine> lines =
                chunks.stream().map(ChunkSummary::chunk).toList();
        PlanReport report = chunks.stream().map(ChunkSummary::report).reduce(PlanReport.EMPTY, PlanReport::plus);
        ManifestRoot root = ManifestRoot.of(plan, layout, lines);
        files.putIfAbsent(AuditKeys.root(plan.group(), plan.id()), root.write());
        Plan.Planned planned = new Plan.Planned(
                root.hash(),
                lines.stream().mapToLong(ManifestRoot.ChunkLine::users).sum(),
                report.held().count(),
                report.foreign().count(),
                lines.stream().map(ManifestRoot.ChunkLine::totals).reduce(Totals.NONE, Totals::plus),
                report.safety(),
                lines.size(),
                report.reach());
        files.putIfAbsent(AuditKeys.report(plan.group(), plan.id()), report.write(plan, layout, planned));
        return planned;
    }

    private List<String> readLines(ObjectKey key) {
        return new String(required(key), StandardCharsets.UTF_8).lines().toList();
    }

    private byte[] required(ObjectKey key) {
        return files.read(key).orElseThrow(() -> new RetryableFailure("an object that is there cannot be read"));
    }

    /** The file names no users of other groups. */
    private static byte[] bytes(Collection<ManifestLine> lines) {
        return lines.stream()
                .filter(line -> line.standing().ofGroup())
                .map(line -> line.write() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ManifestRoot.ChunkLine chunkLine(int chunk, List<String> lines) {
        List<ManifestLine> read = lines.stream().map(ManifestLine::read).toList();
        return new ManifestRoot.ChunkLine(
                chunk,
                MerkleTree.over(lines.stream()).root(),
                read.stream().filter(line -> line.standing().listed()).count(),
                read.stream().map(ManifestLine::totals).reduce(Totals.NONE, Totals::plus));
    }
}
