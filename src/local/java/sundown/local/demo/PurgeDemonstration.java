package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.account.UserId;
import sundown.aws.s3.S3AuditFiles;
import sundown.digest.Sha256;
import sundown.gallery.GalleryLayout;
import sundown.local.demo.app.App;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.cloud.LocalCloud;
import sundown.local.demo.cloud.LocalCloud.GalleryObject;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.demo.cloud.Operators;
import sundown.local.demo.gallery.Content;
import sundown.local.demo.gallery.Gallery;
import sundown.local.demo.gallery.Gallery.GalleryItem;
import sundown.local.identity.Staff;
import sundown.purge.AuditFiles;
import sundown.purge.Inclusion;
import sundown.purge.ManifestReader;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * Ends a group that has closed: operators plan the purge, two people approve it, and after the pause the objects are
 * deleted and certified. Then lists the buckets without any code of Sundown: only what is under hold is left.
 */
public final class PurgeDemonstration {
    private final LocalCloud cloud;
    private final Operators operators;
    private final PrintStream out;
    private final String group;
    private final GroupPurge purge;
    private final List<String> complaints = new ArrayList<>();

    public PurgeDemonstration(Operators operators, String group) {
        this.cloud = operators.cloud();
        this.operators = operators;
        this.out = operators.out();
        this.group = group;
        this.purge = new GroupPurge(operators, group);
    }

    public void prepare(LocalUser user) throws IOException, InterruptedException {
        report();
        operators.call(
                Staff.MARY,
                "hold-account",
                Map.of("userId", user.userId(), "group", group, "reason", "Order 12 of the court"));
        out.println("Mary placed a hold on " + user.userId());
    }

    private void report() throws IOException, InterruptedException {
        String figures = operators
                .call(Staff.ADA, "report-progress", Map.of())
                .path("figures")
                .asText();
        out.println("Ada made a report on the progress: "
                + cloud.auditDocuments(out).keep(figures, "progress.json"));
    }

    /**
     * Ends the group, of which one user is under hold, and one took photos out.
     *
     * @param taker the app of the user who took photos out, and is gone then
     */
    public DemonstrationResult end(App taker, LocalUser gone, LocalUser held, Gallery kept)
            throws IOException, InterruptedException {
        purge.drain();
        JsonNode receipt = taker.receipt();
        long before = counts().values().stream().mapToLong(Long::longValue).sum();
        purge.delete();
        check(receipt, taker.receipt());
        return certify(before, gone, held, kept);
    }

    /** The titles of albums go with the rows. */
    private static ObjectNode withoutTitles(JsonNode part) {
        ObjectNode rest = part.deepCopy();
        return rest.without("albums");
    }

    /** What became of a gallery is known after its rows are removed, too. */
    private void check(JsonNode before, JsonNode after) {
        boolean same = Stream.of("moved", "downloaded")
                .allMatch(part ->
                        after.has(part) && withoutTitles(after.path(part)).equals(withoutTitles(before.path(part))));
        if (!same || !after.has("deletedAt")) {
            complaints.add("The receipt after the purge is " + after + ", and was " + before + ".");
        }
        out.println("A receipt outlives the rows: items moved: " + after.at("/moved/items/done/items")
                + ", volumes downloaded: " + after.at("/downloaded/volumesDownloaded") + ", the rest deleted at "
                + after.path("deletedAt").asText());
    }

    private DemonstrationResult certify(long before, LocalUser gone, LocalUser held, Gallery kept)
            throws IOException, InterruptedException {
        JsonNode certified = purge.certify();
        if (!certified.path("state").asText().equals("CERTIFIED")) {
            complaints.add("The purge is not certified: " + certified + ".");
        }
        JsonNode certificate = certified.path("certificate");
        if (certificate.isObject()) {
            tell(certificate, certified.path("key").asText());
            prove(certificate, gone);
        }
        Map<String, Long> counts = counts();
        out.println("An independent listing finds these objects by folder: " + counts);
        long withoutFolder = kept.items().stream()
                .map(item -> held.key(cloud.layout(), item.itemId()))
                .filter(key -> !cloud.layout().part(key).hasFolders())
                .count();
        long heldObjects = counts.getOrDefault(held.userId(), 0L) + withoutFolder;
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        check(certificate, before - all);
        check(all - heldObjects, held, kept);
        return new DemonstrationResult(
                figures(certified, before - all, heldObjects, all - heldObjects), List.copyOf(complaints));
    }

    private static Figures figures(JsonNode certified, long purged, long held, long remaining) {
        String certificate = certified.path("key").asText();
        return new Figures()
                .put("purgedObjects", purged)
                .put("heldObjects", held)
                .put("remainingObjects", remaining)
                .put("certificate", certificate)
                .line("purged", purged + " objects")
                .line("", held + " under hold, " + remaining + " remaining")
                .line("certificate", certificate)
                .line("", "SHA-256 " + certified.at("/certificate/sha256").asText());
    }

    private void tell(JsonNode certificate, String key) throws IOException, InterruptedException {
        out.println("Ada certified it, as no. " + certificate.path("number") + ": versions deleted: "
                + certificate.at("/deleted/versions") + ", kept under hold: " + certificate.at("/held/versions")
                + ": " + cloud.auditDocuments(out).keep(key, "certificate.json"));
    }

    /** A user is in the approved manifest: shown with nothing but their line and hashes. */
    private void prove(JsonNode certificate, LocalUser gone) throws IOException {
        AuditFiles files = new S3AuditFiles(cloud.clients().s3(), cloud.variable("AUDIT_BUCKET"));
        String plan = certificate.path("planId").asText();
        Sha256 approved = new Sha256(certificate.path("manifestHash").asText());
        Optional<Inclusion> proof = new ManifestReader(files, GalleryLayout.GROUP_FIRST)
                .findInclusion(new GroupId(group), new PlanId(plan), new UserId(gone.userId()));
        if (proof.filter(found -> found.proves(approved)).isEmpty()) {
            complaints.add("Nothing proves that the manifest lists user " + gone.userId() + ".");
        }
        Path copy = cloud.auditDocuments(out).copy();
        proof.ifPresent(found -> out.printf(
                "A proof of %d hashes leads from %s to the approved hash; ./sundown verify %s checks the certificate%n",
                found.inChunk().path().size() + found.inRoot().path().size(), gone.userId(), copy));
    }

    private void check(JsonNode certificate, long gone) {
        long deleted = Stream.of("versions", "markers", "uploads")
                .mapToLong(kind -> certificate.path("deleted").path(kind).asLong())
                .sum();
        if (deleted != gone) {
            complaints.add(
                    "The certificate says that " + deleted + " objects were deleted, and " + gone + " are gone.");
        }
    }

    private void check(long remaining, LocalUser held, Gallery kept) throws IOException {
        if (remaining > 0) {
            complaints.add(remaining + " objects of users without a hold are still there.");
        }
        for (GalleryItem item : kept.items()) {
            GalleryObject object = cloud.object(held.key(cloud.layout(), item.itemId()));
            byte[] bytes = cloud.clients()
                    .s3()
                    .getObjectAsBytes(request -> request.bucket(object.bucket()).key(object.key()))
                    .asByteArray();
            if (!Content.inMemory(bytes).digest("SHA-256").equals(item.content().digest("SHA-256"))) {
                complaints.add("A photo under hold has changed: " + item.name() + ".");
            }
        }
        out.println("The " + kept.items().size() + " photos under hold open, byte for byte");
    }

    private Map<String, Long> counts() {
        Map<String, String> prefixes = new HashMap<>(Map.of(cloud.variable("ARCHIVE_BUCKET"), group + "/"));
        cloud.layout().parts().stream()
                .map(part -> cloud.object(part.prefix(new GroupId(group))))
                .forEach(object -> prefixes.put(object.bucket(), object.key()));
        return new BucketCensus(cloud.clients().s3()).of(prefixes);
    }

    /**
     * Counts what buckets keep of a group, by user: versions, delete markers, and unfinished uploads. Uses only the SDK
     * and no code of Sundown.
     */
    public record BucketCensus(S3Client objects) {

        public Map<String, Long> of(Map<String, String> prefixes) {
            Map<String, Long> counts = new TreeMap<>();
            prefixes.forEach((bucket, prefix) -> keys(bucket, prefix)
                    .map(key -> key.substring(prefix.length()).split("/", -1)[0])
                    .forEach(user -> counts.merge(user, 1L, Long::sum)));
            return counts;
        }

        private Stream<String> keys(String bucket, String prefix) {
            Stream<String> kept =
                    objects
                            .listObjectVersionsPaginator(
                                    request -> request.bucket(bucket).prefix(prefix))
                            .stream()
                            .flatMap(page -> Stream.concat(
                                    page.versions().stream().map(version -> version.key()),
                                    page.deleteMarkers().stream().map(marker -> marker.key())));
            Stream<String> uploads =
                    objects
                            .listMultipartUploadsPaginator(
                                    request -> request.bucket(bucket).prefix(prefix))
                            .uploads()
                            .stream()
                            .map(upload -> upload.key());
            return Stream.concat(kept, uploads);
        }
    }
}
