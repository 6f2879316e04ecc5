package sundown.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One run of a script: its exit code, and all that it has printed. */
record ScriptRun(int exitCode, String output) {
    /** Commands in the folder {@code programs} stand in for those of the machine. */
    static ScriptRun of(Path programs, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + File.pathSeparator + path);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new ScriptRun(process.waitFor(), output);
    }
}
