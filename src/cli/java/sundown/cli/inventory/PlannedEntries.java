package sundown.cli.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import sundown.account.UserId;
import sundown.cli.verify.AuditCopy;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry;
import sundown.purge.ManifestLine;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.ManifestReader;
import sundown.purge.ManifestRoot;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/** All that the manifest of a plan names, from a copy of the audit bucket; one chunk of it is in memory. */
final class PlannedEntries {
    private final AuditCopy copy;
    private final GroupId group;
    private final PlanId plan;
    private final ManifestRoot root;
    private final ManifestReader manifest;

    /** @throws IllegalArgumentException with a sentence for the user when the copy has no such manifest */
    PlannedEntries(AuditCopy copy, GroupId group, PlanId plan) {
        this.copy = copy;
        this.group = group;
        this.plan = plan;
        this.root = copy.read(AuditKeys.root(group, plan))
                .map(ManifestRoot::read)
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s has no manifest of plan %s of group %s.".formatted(copy.folder(), plan, group)));
        this.manifest = new ManifestReader(copy, root.layout());
    }

    /** What two people approve. */
    Sha256 hash() {
        return root.hash();
    }

    /** When the plan began. */
    Instant begunAt() {
        return Json.instant(Json.read(root.lines().getFirst()), "madeAt");
    }

    /** When the plan was certified, if it was. */
    Optional<Instant> certifiedAt() {
        return copy.read(AuditKeys.certificate(group, plan)).map(bytes -> {
            JsonNode certificate = Json.read(new String(bytes, StandardCharsets.UTF_8));
            return Json.instant(certificate.path("times"), "certified");
        });
    }

    /** Where the gallery's objects lay. */
    GalleryLayout layout() {
        return root.layout();
    }

    /**
     * Reads it to its end.
     *
     * @param held takes the users that it left out because they were under hold
     * @param accounts takes those that it lists, where groups are not apart
     * @throws IllegalArgumentException with a sentence for the user when a part is missing, or is not what the root
     *     says
     */
    void read(Consumer<BucketEntry> entries, Consumer<UserId> held, Consumer<UserId> accounts) {
        for (ManifestRoot.ChunkLine chunk : root.chunks()) {
            manifest.readLines(group, plan, chunk)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "Chunk %d of the manifest is missing, or is not what its root says."
                                    .formatted(chunk.number())))
                    .forEach(line -> {
                        ManifestLine its = ManifestLine.read(line);
                        if (its.standing() == Standing.HELD) {
                            held.accept(its.user());
                        }
                        if (its.standing() == Standing.ACCOUNT && !layout().keepsGroupsApart()) {
                            accounts.accept(its.user());
                        }
                        requireWhole(its, entries);
                    });
        }
    }

    private void requireWhole(ManifestLine line, Consumer<BucketEntry> entries) {
        if (line.standing().listed() && !hash(line.user(), entries).equals(line.sha256())) {
            throw new IllegalArgumentException(
                    "The entries of user %s are missing, or are not what the manifest says.".formatted(line.user()));
        }
    }

    private Optional<Sha256> hash(UserId user, Consumer<BucketEntry> entries) {
        try {
            return manifest.readEntries(group, plan, user, entries);
        } catch (UncheckedIOException | IllegalArgumentException broken) {
            throw new IllegalArgumentException(
                    "The entries of user %s cannot be read: %s".formatted(user, broken.getMessage()), broken);
        }
    }
}
