package sundown.cli.decommission;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import sundown.cli.decommission.Remains.TeardownStep;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * {@code sundown decommission}: lists what remains of a stack, in the order in which it goes. It only reads. AWS's own
 * variables say where the stack is: AWS_REGION, AWS_ENDPOINT_URL, and those of credentials.
 */
@Command(
        name = "decommission",
        description = "List what remains of a stack when every group is certified, in the order in which it goes.",
        customSynopsis = "sundown decommission STACK",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the list is printed", "2:a group is not certified, or the stack cannot be read"})
public final class DecommissionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STACK", description = "the name of the stack")
    private String stack;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Remains remains = read();
        if (!remains.uncertified().isEmpty()) {
            throw new IllegalArgumentException("Nothing goes yet: there is no certificate of the latest plan of group "
                    + String.join(", ", remains.uncertified()) + ". Certify first: docs/runbook/certify.md");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<TeardownStep> steps = remains.steps();
        for (int index = 0; index < steps.size(); index++) {
            TeardownStep step = steps.get(index);
            out.printf("%2d. %s: %s%n    %s%n", index + 1, step.what(), step.left(), step.how());
        }
        return 0;
    }

    private Remains read() throws IOException {
        try (DynamoDbClient dynamoDb = DynamoDbClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                S3Client s3 = S3Client.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
                SchedulerClient scheduler = SchedulerClient.builder()
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            return new StackReader(stack, dynamoDb, s3, scheduler, Clock.systemUTC()).remains();
        } catch (SdkException | PermanentFailure | RetryableFailure failed) {
            throw new IOException("The stack " + stack + " cannot be read: " + failed.getMessage(), failed);
        }
    }
}
