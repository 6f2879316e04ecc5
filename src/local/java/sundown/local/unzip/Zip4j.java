package sundown.local.unzip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import net.lingala.zip4j.ZipFile;
import net.lingala.zip4j.exception.ZipException;
import net.lingala.zip4j.model.FileHeader;
import sundown.secret.Secret;

/** The library that most Java programs open such volumes with. */
public final class Zip4j implements UnzipProgram {
    @Override
    public List<ListedEntry> list(Path volume) throws IOException {
        try (ZipFile zip = new ZipFile(volume.toFile())) {
            return zip.getFileHeaders().stream()
                    .map(header -> new ListedEntry(header.getFileName(), header.getUncompressedSize()))
                    .toList();
        }
    }

    @Override
    public boolean extract(Path volume, Secret password, Path folder) throws IOException {
        try (ZipFile zip = open(volume, password)) {
            zip.extractAll(folder.toString());
            return true;
        } catch (ZipException wrong) {
            return false;
        }
    }

    @Override
    public boolean contents(Path volume, Secret password, OutputStream target) {
        try (ZipFile zip = open(volume, password)) {
            for (FileHeader header : zip.getFileHeaders()) {
                try (InputStream contents = zip.getInputStream(header)) {
                    contents.transferTo(target);
                }
            }
            return true;
        } catch (IOException wrong) {
            // A code that does not fit the contents shows as any other failure to read.
            return false;
        }
    }

    private static ZipFile open(Path volume, Secret password) {
        return new ZipFile(volume.toFile(), password.reveal().toCharArray());
    }

    @Override
    public String toString() {
        return "zip4j";
    }
}
