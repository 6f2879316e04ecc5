package sundown.simulation.invariant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.lingala.zip4j.io.inputstream.ZipInputStream;
import net.lingala.zip4j.model.LocalFileHeader;
import sundown.archive.Archive;
import sundown.archive.Archive.PrivatePart;
import sundown.archive.InMemoryArchiveBucket;
import sundown.archive.Volume;
import sundown.archive.VolumeStorage;
import sundown.gallery.ObjectKey;
import sundown.secret.Secret;
import sundown.secret.SecretSealer;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.secret.SecretSealer.SecretPurpose;
import sundown.simulation.run.Violation;

/** The volumes in the bucket of archives, opened with a program that is not ours. */
public final class StoredVolumes {
    /** The invariant of the keystreams. */
    public static final String NO_SALT_TWICE = "no two entries of an archive have one salt, in whatever attempts";

    private static final byte[] LOCAL_HEADER = {'P', 'K', 3, 4};
    private static final int FIXED = 30;
    private static final int FLAGS = 6;
    private static final int ENCRYPTED = 1;
    private static final int NAME_LENGTH = 26;
    private static final int EXTRA_LENGTH = 28;
    private static final int SALT = 16;

    private final InMemoryArchiveBucket bucket;
    private final SecretSealer sealer;

    public StoredVolumes(InMemoryArchiveBucket bucket, SecretSealer sealer) {
        this.bucket = bucket;
        this.sealer = sealer;
    }

    /** The bytes of a volume, in the attempt that counts. */
    Optional<byte[]> find(Archive archive, Volume volume) {
        return find(VolumeStorage.key(archive.group(), volume));
    }

    public Optional<byte[]> find(ObjectKey key) {
        return bucket.object(key);
    }

    /** The password of an archive that has not ended. */
    public Secret password(Archive archive) {
        return open(archive, archive.password());
    }

    /** The password of a volume of an archive that has not ended. */
    Secret password(Archive archive, Volume volume) {
        return open(
                archive, volume.isPrivate() ? archive.privatePart().map(PrivatePart::password) : archive.password());
    }

    private Secret open(Archive archive, Optional<SealedSecret> sealed) {
        return sealer.open(archive.user(), SecretPurpose.ARCHIVE_PASSWORD, sealed.orElseThrow());
    }

    /** The files in a volume by path. */
    public static Map<String, byte[]> opened(byte[] volume, Secret password) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(volume), password.reveal().toCharArray())) {
            for (LocalFileHeader entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] before = files.put(entry.getFileName(), zip.readAllBytes());
                Violation.unless(before == null, "a path is in a volume once", entry.getFileName());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("a volume cannot be opened", broken);
        }
        return files;
    }

    /** The salts of all encrypted entries: each is behind a local header. */
    public static Set<String> salts(byte[] volume) {
        Map<String, Integer> salts = new LinkedHashMap<>();
        for (int at = 0; at + FIXED < volume.length; at++) {
            if (Arrays.equals(volume, at, at + LOCAL_HEADER.length, LOCAL_HEADER, 0, LOCAL_HEADER.length)
                    && (volume[at + FLAGS] & ENCRYPTED) != 0) {
                int begin = at + FIXED + number(volume, at + NAME_LENGTH) + number(volume, at + EXTRA_LENGTH);
                String salt = HexFormat.of().formatHex(volume, begin, begin + SALT);
                Violation.unless(salts.put(salt, at) == null, NO_SALT_TWICE, salt);
            }
        }
        return salts.keySet();
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
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
