package sundown.local.unzip;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program of this machine.
 *
 * @param name what people call it
 * @param commands the names that its executable has on some system
 */
public record InstalledProgram(String name, List<String> commands) {
    /** 7-Zip, as Debian's {@code 7zip} and {@code p7zip-full} have it, or as its author's own build is named. */
    public static final InstalledProgram SEVEN_ZIP = new InstalledProgram("7-Zip", List.of("7z", "7zz"));

    /** What measures the machine, from Debian's {@code openssl}. */
    public static final InstalledProgram OPENSSL = new InstalledProgram("OpenSSL", List.of("openssl"));

    /** libarchive's tar, from Debian's {@code libarchive-tools}. */
    public static final InstalledProgram BSDTAR = new InstalledProgram("bsdtar", List.of("bsdtar"));

    /** What reads the dates of photos and films, from Debian's {@code libimage-exiftool-perl}. */
    public static final InstalledProgram EXIFTOOL = new InstalledProgram("ExifTool", List.of("exiftool"));

    /** What decodes photos and films, from Debian's {@code ffmpeg}. */
    public static final InstalledProgram FFMPEG = new InstalledProgram("FFmpeg", List.of("ffmpeg"));

    /** What reads the dates of films, of the same package. */
    public static final InstalledProgram FFPROBE = new InstalledProgram("ffprobe", List.of("ffprobe"));

    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    public Optional<Path> find() {
        return PATH_SEPARATOR
                .splitAsStream(System.getenv("PATH"))
                .flatMap(folder -> commands.stream().map(command -> Path.of(folder, command)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Where it is.
     *
     * @throws IllegalStateException with a sentence for the user when it is not installed
     */
    public Path path() {
        return find().orElseThrow(() -> new IllegalStateException("Please install " + name + ": none of " + commands
                + " is on the path. scripts/with-tools installs it where apt can."));
    }

    /** Runs it, its output going to a stream and its complaints nowhere; true where its exit code was 0. */
    public boolean run(OutputStream output, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(path().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.DISCARD);
        // Names are UTF-8 in the volumes; without this some programs cannot show or write them.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            process.getInputStream().transferTo(output);
            return process.waitFor() == 0;
        } finally {
            process.destroy();
        }
    }

    /**
     * The lines that it writes.
     *
     * @throws IOException if its exit code is not 0
     */
    public List<String> lines(List<String> arguments) throws IOException, InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        if (!run(output, arguments)) {
            throw new IOException(name + " found something wrong");
        }
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
