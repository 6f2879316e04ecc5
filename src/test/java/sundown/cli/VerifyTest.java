package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sundown.edge.Json;
import sundown.purge.SampleCertificates;

/** A copy of the audit bucket of two groups that were certified, one after the other. */
class VerifyTest {
    @TempDir
    private Path folder;

    private JsonNode certificate;

    @BeforeEach
    void copy() throws IOException {
        for (Map.Entry<String, byte[]> file : SampleCertificates.certified().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        certificate = Json.read(Files.readString(certificate("1")));
    }

    @Test
    void isRightWhereNothingWasTouched() {
        CommandLineRun run = verify();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        "No. 1, certificates/1/plan00001.json: right",
                        "No. 2, certificates/2/plan00001.json: right",
                        "All of it is right.");
    }

    @Test
    void findsACertificateThatWasChanged() throws IOException {
        String text = Files.readString(certificate("1"));
        Files.writeString(certificate("1"), text.replace("\"accounts\":2", "\"accounts\":3"));
        isWrong("No. 1, certificates/1/plan00001.json: wrong: its text has another hash;"
                + " its manifest lists another number of accounts");
    }

    /** A change of a certificate and its hash breaks the chain. */
    @Test
    void findsAChainThatIsBroken() throws IOException {
        String other = "f".repeat(64);
        String text = Files.readString(certificate("2"));
        String before = certificate.path("sha256").asText();
        Files.writeString(certificate("2"), text.replace(before, other));
        isWrong("its text has another hash; the one before it is another");
        Files.delete(certificate("1"));
        isWrong("the one before it is missing");
    }

    @Test
    void findsAManifestThatWasChanged() throws IOException {
        Path root = folder.resolve("manifests/1/plan00001/manifest.jsonl");
        Path chunk = folder.resolve("manifests/1/plan00001/chunks/00001.jsonl");
        String lines = Files.readString(chunk);
        Files.writeString(chunk, lines.replace("ben", "eve"));
        isWrong("chunk 1 is missing, or is not what was approved");
        Files.delete(chunk);
        isWrong("chunk 1 is missing, or is not what was approved");
        Files.writeString(root, Files.readString(root).replace("\"users\":1", "\"users\":2"));
        isWrong("its manifest is not what was approved");
        Files.delete(root);
        isWrong("its manifest is missing");
    }

    @Test
    void givesAUserAProofThatNeedsNothingButTheHash() throws IOException {
        CommandLineRun proof =
                CommandLineRun.of("prove", folder.toString(), "--group", "1", "--plan", "plan00001", "--user", "ben");
        assertThat(proof.exitCode()).isZero();
        assertThat(proof.out()).singleElement().asString().doesNotContain("ann");
        Path file = folder.resolve("ben.json");
        Files.writeString(file, proof.out().getFirst());

        assertThat(check(file, certificate.path("manifestHash").asText()))
                .isEqualTo("0 Right: the manifest lists user ben, with 1 entries.");
        assertThat(check(file, "0".repeat(64))).isEqualTo("1 Wrong: the proof does not lead to this manifest.");
        Files.writeString(file, proof.out().getFirst().replace("ben", "eve"));
        assertThat(check(file, certificate.path("manifestHash").asText())).startsWith("1 Wrong");
    }

    @Test
    void provesNobodyWhomTheManifestDoesNotList() {
        for (String user : new String[] {"eve", "hal"}) {
            CommandLineRun proof = CommandLineRun.of(
                    "prove", folder.toString(), "--group", "1", "--plan", "plan00001", "--user", user);
            assertThat(proof.exitCode()).isEqualTo(1);
            assertThat(proof.error()).containsExactly("The manifest does not list user " + user + ".");
        }
    }

    @Test
    void saysInOneLineWhatCannotBeRead() throws IOException {
        Path file = Files.writeString(folder.resolve("proof.json"), "{}");
        assertThat(CommandLineRun.of("verify", folder.resolve("nowhere").toString())
                        .error())
                .containsExactly(folder.resolve("nowhere") + " is not a folder.");
        assertThat(CommandLineRun.of("verify", folder.resolve("manifests").toString())
                        .error())
                .containsExactly(folder.resolve("manifests") + " has no certificates.");
        CommandLineRun run = CommandLineRun.of("check-proof", file.toString(), "--manifest-hash", "0".repeat(64));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).singleElement().asString().startsWith(file + " is not a proof: ");
        Files.writeString(certificate("1"), "no certificate");
        assertThat(verify().error()).containsExactly("certificates/1/plan00001.json is not a certificate.");
    }

    private void isWrong(String words) {
        CommandLineRun run = verify();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).anySatisfy(line -> assertThat(line).contains(words));
        assertThat(run.out().getLast()).isEqualTo("Something is wrong.");
    }

    private CommandLineRun verify() {
        return CommandLineRun.of("verify", folder.toString());
    }

    private static String check(Path proof, String hash) {
        CommandLineRun run = CommandLineRun.of("check-proof", proof.toString(), "--manifest-hash", hash);
        return run.exitCode() + " " + String.join(" ", run.out());
    }

    private Path certificate(String group) {
        return folder.resolve("certificates/" + group + "/plan00001.json");
    }
}
