package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.local.unzip.UnzipProgram;

/**
 * What a program that shares no code with Sundown finds in an archive.
 *
 * @param photos the digests of the user's files, by their paths
 * @param ownFiles the names of what Sundown wrote into it
 */
record UnpackedArchive(SortedMap<String, String> photos, List<String> ownFiles) {
    /** Downloads all volumes, holds each against the size and digest that was told, and unpacks them into a folder. */
    static UnpackedArchive of(UnzipProgram program, Download download, Path folder)
            throws IOException, InterruptedException {
        Path volumes = Files.createDirectories(folder.resolve("volumes"));
        Path files = Files.createTempDirectory(folder, "files");
        List<Path> downloaded = download.all(volumes);
        for (int index = 0; index < downloaded.size(); index++) {
            Path volume = downloaded.get(index);
            assertThat(volume).hasSize(download.volume(index + 1).path("bytes").longValue());
            assertThat(digestOf(volume))
                    .isEqualTo(download.volume(index + 1).path("sha256").asText());
            assertThat(program.extract(volume, download.password(index + 1), files))
                    .isTrue();
        }
        return read(files);
    }

    /** The digests of a gallery's photos, to compare with. */
    static List<String> digestsOf(List<Photo> gallery) {
        return gallery.stream().map(photo -> photo.digest("SHA-256")).toList();
    }

    /** The digests of the user's files. */
    Collection<String> digests() {
        return photos.values();
    }

    private static UnpackedArchive read(Path folder) throws IOException {
        SortedMap<String, String> photos = new TreeMap<>();
        List<String> ownFiles = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (file.getParent().equals(folder)) {
                    ownFiles.add(file.getFileName().toString());
                } else {
                    photos.put(folder.relativize(file).toString(), digestOf(file));
                }
            }
        }
        return new UnpackedArchive(photos, ownFiles);
    }

    private static String digestOf(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
