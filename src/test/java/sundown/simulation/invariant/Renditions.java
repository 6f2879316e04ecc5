package sundown.simulation.invariant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveKeys;
import sundown.archive.InMemoryArchiveBucket;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.plan.VolumePlanDocument;
import sundown.archive.zip.VolumeLayout;
import sundown.archive.zip.VolumeRenderer;
import sundown.gallery.ObjectKey;
import sundown.secret.Secret;
import sundown.secret.SecretPurpose;
import sundown.secret.SecretSealer;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.run.Violation;

/** What volumes must be: a plain rendering of their plans, in one piece, with the bytes that were planned. */
public final class Renditions {
    private final InMemoryArchiveBucket bucket;
    private final SecretSealer sealer;
    private final Function<UserId, Gallery> galleries;
    private final Map<ObjectKey, byte[]> rendered = new HashMap<>();

    public Renditions(InMemoryArchiveBucket bucket, SecretSealer sealer, Function<UserId, Gallery> galleries) {
        this.bucket = bucket;
        this.sealer = sealer;
        this.galleries = galleries;
    }

    /** The bytes of a volume; its archive must not have ended. */
    public byte[] of(Archive archive, PlanId plan, int number) {
        return rendered.computeIfAbsent(
                ArchiveKeys.volume(archive, plan, number), ignored -> render(archive, plan, number));
    }

    /** The plan of a volume. */
    VolumePlan plan(Archive archive, PlanId plan, int number) {
        return VolumePlanDocument.read(stored(ArchiveKeys.plan(archive, plan, number)));
    }

    /** A file that was written for the user. */
    String written(Archive archive, PlanId plan, String name) {
        return new String(stored(ArchiveKeys.file(archive, plan, name)), StandardCharsets.UTF_8);
    }

    /** The password of an archive that has not ended. */
    public Secret password(Archive archive) {
        return sealer.open(
                archive.user(),
                SecretPurpose.ARCHIVE_PASSWORD,
                archive.password().orElseThrow());
    }

    private byte[] render(Archive archive, PlanId id, int number) {
        VolumePlan plan = plan(archive, id, number);
        VolumeLayout layout =
                VolumeLayout.of(plan.entries().stream().map(PlannedEntry::entry).toList());
        byte[] bytes = new byte[Math.toIntExact(layout.bytes())];
        try (VolumeRenderer renderer = new VolumeRenderer(
                layout,
                password(archive),
                (entry, offset) ->
                        contents(archive, id, plan.entries().get(entry).source(), offset),
                0,
                bytes.length)) {
            renderer.render(bytes, 0, bytes.length);
            return bytes;
        } catch (IOException wrong) {
            throw new UncheckedIOException("a plan cannot be rendered", wrong);
        }
    }

    private InputStream contents(Archive archive, PlanId plan, Source source, long offset) {
        byte[] bytes =
                switch (source) {
                    case Source.Photo photo -> galleries.apply(archive.user()).version(photo.object());
                    case Source.Written written -> stored(ArchiveKeys.file(archive, plan, written.name()));
                };
        return new ByteArrayInputStream(bytes, (int) offset, (int) (bytes.length - offset));
    }

    private byte[] stored(ObjectKey key) {
        return bytes(bucket.read(key, 0)
                .orElseThrow(() -> new Violation("all that a volume is made of is there", key.value())));
    }

    /** All bytes of an object of the bucket itself, which has no trouble. */
    public static byte[] bytes(InputStream object) {
        try (object) {
            return object.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a bucket in memory has no trouble", impossible);
        }
    }

    /** A digest in hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
