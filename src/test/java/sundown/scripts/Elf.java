package sundown.scripts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The parts of an executable that say what it asks of a machine: the header, and the section with the versions of
 * libraries.
 */
record Elf(int machine, List<String> versions) {
    static final int ARM64 = 183;
    static final int X86_64 = 62;
    static final int RISC_V = 243;

    private static final int HEADER_BYTES = 64;
    private static final int NAMES_AT = 256;
    private static final int VERSIONS_AT = 512;
    private static final int END = 1024;
    private static final int VERSIONS_NEEDED = 0x6ffffffe;
    private static final int NEED_BYTES = 16;

    byte[] bytes() {
        ByteBuffer elf = ByteBuffer.allocate(END).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        elf.putShort(18, (short) machine).putLong(40, HEADER_BYTES);
        elf.putShort(58, (short) HEADER_BYTES).putShort(60, (short) 3);
        section(elf, 1, 3, NAMES_AT, 0);
        section(elf, 2, VERSIONS_NEEDED, VERSIONS_AT, 1);
        elf.putShort(VERSIONS_AT + 2, (short) versions.size()).putInt(VERSIONS_AT + 8, NEED_BYTES);
        int name = NAMES_AT + 1;
        for (int index = 0; index < versions.size(); index++) {
            int version = VERSIONS_AT + NEED_BYTES * (index + 1);
            elf.putInt(version + 8, name - NAMES_AT);
            elf.putInt(version + 12, index + 1 < versions.size() ? NEED_BYTES : 0);
            byte[] text = versions.get(index).getBytes(US_ASCII);
            elf.put(name, text);
            name += text.length + 1;
        }
        return elf.array();
    }

    private static void section(ByteBuffer elf, int index, int type, int offset, int link) {
        int header = HEADER_BYTES * (index + 1);
        elf.putInt(header + 4, type).putLong(header + 24, offset).putInt(header + 40, link);
    }

    Path zipped(Path zip) throws IOException {
        return zipped(zip, "bootstrap", bytes());
    }

    static Path zipped(Path zip, String name, byte[] content) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
        return zip;
    }
}
