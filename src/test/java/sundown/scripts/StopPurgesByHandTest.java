package sundown.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StopPurgesByHandTest {
    /** Stands in for AWS: a stack, the policy of its gallery in a file, and the calls that change something. */
    private static final String AWS = """
            #!/usr/bin/env bash
            cd "$(dirname "$0")"
            words="$*"
            of() { [[ $words == *"--stack-name sundown "* ]] || { echo "Stack does not exist" >&2; exit 254; }
              echo "{\\"StackResourceDetail\\": {\\"PhysicalResourceId\\": \\"$1\\",
                \\"StackId\\": \\"arn:aws:cloudformation:eu-west-1:123456789012:stack/sundown/1\\"}}"; }
            case $words in
              *"--logical-resource-id PurgeAccount "*) of sundown-purge-account ;;
              *"--logical-resource-id GalleryBucket "*) of gallery ;;
              *"--logical-resource-id PurgeAccountRole "*) of purge-role ;;
              "s3api get-bucket-policy --bucket gallery "*) cat policy ;;
              "s3api put-bucket-policy --bucket gallery --policy "*)
                node -e 'console.log(JSON.stringify({ Policy: process.argv[1] }))' "$6" > policy ;;
              "lambda put-function-concurrency "*) [[ ! -e broken ]] || { echo "Lambda is down" >&2; exit 255; }
                echo "$words" >> lambda ;;
              *) exit 252 ;;
            esac
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @BeforeEach
    void deployed() throws IOException {
        Path aws = Files.writeString(folder.resolve("aws"), AWS);
        Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                folder.resolve("policy"),
                JSON.writeValueAsString(JSON.createObjectNode()
                        .put("Policy", "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"Guard\"}]}")));
    }

    @Test
    void deniesDeletionsBeforeAllOtherStatementsHoweverOftenItRuns() throws Exception {
        assertThat(stop("sundown").exitCode()).isZero();
        assertThat(stop("sundown").exitCode()).isZero();

        JsonNode statements = policy().get("Statement");
        assertThat(statements.findValuesAsText("Sid")).containsExactly("StoppedByHand", "Guard");
        assertThat(statements.get(0)).isEqualTo(JSON.readTree("""
                        {"Sid": "StoppedByHand", "Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject*",
                         "Resource": "arn:aws:s3:::gallery/*", "Condition": {"ArnEquals":
                           {"aws:PrincipalArn": "arn:aws:iam::123456789012:role/purge-role"}}}
                        """));
    }

    @Test
    void letsTheWorkerNotRunAndPrintsHowToUndoBoth() throws Exception {
        assertThat(stop("sundown").output())
                .contains("aws lambda delete-function-concurrency --function-name sundown-purge-account\n")
                .contains("jq 'del(.Statement[] | select(.Sid == \"StoppedByHand\"))'");
        assertThat(Files.readString(folder.resolve("lambda")))
                .startsWith("lambda put-function-concurrency --function-name sundown-purge-account"
                        + " --reserved-concurrent-executions 0 ");
    }

    @Test
    void stopsAtS3EvenIfLambdaFails() throws Exception {
        Files.createFile(folder.resolve("broken"));

        ScriptRun run = stop("sundown");

        assertThat(run.exitCode()).isOne();
        assertThat(run.output()).contains("Not done: sundown-purge-account does not run. Lambda is down");
        assertThat(policy().get("Statement").get(0).get("Sid").asText()).isEqualTo("StoppedByHand");
    }

    @Test
    void changesNothingOfAStackThatHasNoPurge() throws Exception {
        ScriptRun run = stop("other");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEqualTo("other has no PurgeAccount: Stack does not exist\n");
        assertThat(policy().get("Statement")).hasSize(1);
        assertThat(stop().exitCode()).isEqualTo(2);
    }

    private JsonNode policy() throws IOException {
        return JSON.readTree(
                JSON.readTree(folder.resolve("policy").toFile()).get("Policy").asText());
    }

    private ScriptRun stop(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of("scripts/stop-purges-by-hand").toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        return ScriptRun.of(folder, command);
    }
}
