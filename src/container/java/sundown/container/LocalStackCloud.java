package sundown.container;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import sundown.aws.AwsStackExtension.CloudContainer;

/** LocalStack in a container of Docker, for the tests that run on any cloud. It needs {@code LOCALSTACK_AUTH_TOKEN}. */
public final class LocalStackCloud implements CloudContainer {
    /** The image of infra/compose.yaml. */
    private static final String IMAGE = "localstack/localstack:2026.08.3";

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    private static final int PORT = 4566;

    @Override
    public URI start() {
        String token = Optional.ofNullable(System.getenv(TOKEN))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new IllegalStateException("LocalStack needs a token in " + TOKEN + "."));
        // Testcontainers removes it when this process ends.
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(IMAGE))
                .withExposedPorts(PORT)
                .withEnv(TOKEN, token)
                .waitingFor(Wait.forHttp("/_localstack/health").forPort(PORT));
        container.start();
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }
}
