package sundown.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionMethod;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import sundown.local.bench.MappedFolder.MappedFile;

/** zip4j, the library that most Java programs write such archives with. */
final class Zip4jWriter implements ArchiveWriter {
    private static final int PIECE = 1 << 16;

    private final byte[] piece = new byte[PIECE];

    @Override
    public void write(MappedFolder folder, OutputStream target) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(target, PASSWORD.reveal().toCharArray())) {
            for (MappedFile file : folder.files()) {
                zip.putNextEntry(parameters(file));
                copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private void copy(MappedFile file, ZipOutputStream zip) throws IOException {
        try (InputStream contents = file.open(0)) {
            for (int bytes = contents.read(piece); bytes >= 0; bytes = contents.read(piece)) {
                zip.write(piece, 0, bytes);
            }
        }
    }

    private static ZipParameters parameters(MappedFile file) {
        ZipParameters parameters = new ZipParameters();
        parameters.setFileNameInZip(file.name());
        parameters.setEntrySize(file.bytes().byteSize());
        parameters.setCompressionMethod(CompressionMethod.STORE);
        parameters.setEncryptFiles(true);
        parameters.setEncryptionMethod(EncryptionMethod.AES);
        parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
        return parameters;
    }
}
