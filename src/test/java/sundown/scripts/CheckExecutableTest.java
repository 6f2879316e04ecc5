package sundown.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckExecutableTest {
    private static final List<String> OLD_ENOUGH = List.of("GLIBC_2.17", "GLIBC_2.34", "GLIBC_2.4", "GLIBC_PRIVATE");
    private static final List<String> TOO_NEW = List.of("GLIBC_2.38", "GLIBC_2.5");

    @TempDir
    private Path folder;

    @Test
    void acceptsAnExecutableThatLambdaCanStart() throws Exception {
        assertThat(check(new Elf(Elf.ARM64, OLD_ENOUGH), "arm64"))
                .isEqualTo(new ScriptRun(
                        0, zip() + ": ELF of 64 bits for arm64, asks for glibc 2.34 (Lambda has 2.34)\n"));
    }

    @Test
    void refusesAnExecutableForAnotherArchitecture() throws Exception {
        assertRefused(check(new Elf(Elf.X86_64, OLD_ENOUGH), "arm64"), "Architecture is arm64");
        assertRefused(check(new Elf(Elf.ARM64, OLD_ENOUGH), "x86_64"), "Architecture is x86_64");
        assertRefused(check(new Elf(Elf.RISC_V, OLD_ENOUGH), "arm64"), "Architecture is arm64");
    }

    @Test
    void refusesAnExecutableThatAsksForANewerGlibc() throws Exception {
        assertRefused(check(new Elf(Elf.X86_64, TOO_NEW), "x86_64"), "asks for glibc 2.38", "glibc is older");
    }

    @Test
    void tellsWithoutAnArchitectureAndRefusesNothing() throws Exception {
        ScriptRun told = check(new Elf(Elf.X86_64, TOO_NEW));

        assertThat(told.output()).contains("for x86_64, asks for glibc 2.38");
        assertThat(told.exitCode()).isZero();
    }

    @Test
    void refusesWhatIsNoExecutableForLinux() throws Exception {
        Elf.zipped(
                zip(),
                "bootstrap",
                "#!/bin/sh\nexec java -jar quarkus-run.jar of some length here\n".getBytes(StandardCharsets.US_ASCII));

        assertRefused(run(), "bootstrap in " + zip() + " is no executable for 64-bit Linux");
    }

    @Test
    void refusesAZipWithoutAnExecutable() throws Exception {
        Elf.zipped(zip(), "application.jar", new byte[] {1});

        assertRefused(run(), zip() + " has no bootstrap");
    }

    @Test
    void refusesAFileThatIsNotThere() throws Exception {
        assertRefused(run(), zip() + " has no bootstrap");
    }

    @Test
    void endsWithTwoForAnUnknownArchitecture() throws Exception {
        assertThat(check(new Elf(Elf.ARM64, OLD_ENOUGH), "arm").exitCode()).isEqualTo(2);
    }

    private ScriptRun check(Elf elf, String... architecture) throws Exception {
        elf.zipped(zip());
        return run(architecture);
    }

    private ScriptRun run(String... architecture) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("scripts/check-executable", zip().toString()));
        command.addAll(List.of(architecture));
        return ScriptRun.of(folder, command);
    }

    private Path zip() {
        return folder.resolve("function.zip");
    }

    private static void assertRefused(ScriptRun run, String... why) {
        assertThat(run.output()).contains(why);
        assertThat(run.exitCode()).isEqualTo(1);
    }
}
