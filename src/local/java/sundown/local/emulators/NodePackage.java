package sundown.local.emulators;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder with a {@code package.json}; installs its dependencies when they are first needed. */
record NodePackage(Path folder) {
    /**
     * Installs what the lock file says, unless it is there. No dependency may run a script of its own. Of several
     * processes that come at once, one installs.
     *
     * @throws IOException if npm is missing or fails; the message has its output
     */
    void install() throws IOException, InterruptedException {
        synchronized (NodePackage.class) {
            try (FileChannel lockFile = FileChannel.open(wanted(), StandardOpenOption.WRITE);
                    FileLock held = lockFile.lock()) {
                if (!isInstalled()) {
                    runNpm();
                }
            }
        }
    }

    private Path wanted() {
        return folder.resolve("package-lock.json");
    }

    /** npm writes a lock file of its own when it is done. */
    private boolean isInstalled() throws IOException {
        Path installed = folder.resolve("node_modules").resolve(".package-lock.json");
        return Files.exists(installed)
                && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted())) >= 0;
    }

    private void runNpm() throws IOException, InterruptedException {
        Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (npm.waitFor() != 0) {
            throw new IOException("npm ci failed in " + folder + ": " + output);
        }
    }
}
