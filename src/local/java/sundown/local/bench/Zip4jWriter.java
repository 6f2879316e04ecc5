package sundown.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import net.lingala.zip4j.io.outputstream.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.CompressionMethod;
import net.lingala.zip4j.model.enums.EncryptionMethod;

/** zip4j, the library that most Java programs write such archives with. */
final class Zip4jWriter implements ArchiveWriter {
    @Override
    public void write(List<LoadedFile> files, OutputStream target) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(target, PASSWORD.reveal().toCharArray())) {
            for (LoadedFile file : files) {
                zip.putNextEntry(parameters(file));
                file.copy(zip::write);
                zip.closeEntry();
            }
        }
    }

    private static ZipParameters parameters(LoadedFile file) {
        ZipParameters parameters = new ZipParameters();
        parameters.setFileNameInZip(file.name());
        parameters.setEntrySize(file.bytes().capacity());
        parameters.setCompressionMethod(CompressionMethod.STORE);
        parameters.setEncryptFiles(true);
        parameters.setEncryptionMethod(EncryptionMethod.AES);
        parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
        return parameters;
    }
}
