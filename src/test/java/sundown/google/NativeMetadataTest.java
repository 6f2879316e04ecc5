package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.LoadBalancerProvider;
import io.grpc.ManagedChannelProvider;
import io.grpc.NameResolverProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;

/** The native executable has the classes that gRPC looks up by name. */
class NativeMetadataTest {
    private static final String METADATA = "META-INF/native-image/sundown/sundown/reachability-metadata.json";

    @ParameterizedTest
    @ValueSource(classes = {ManagedChannelProvider.class, NameResolverProvider.class, LoadBalancerProvider.class})
    void namesEveryProviderOfTheClassPath(Class<?> service) throws IOException {
        assertThat(registered()).containsAll(providers("META-INF/services/" + service.getName()));
    }

    private static Set<String> registered() throws IOException {
        try (InputStream metadata = loader().getResourceAsStream(METADATA)) {
            JsonNode root = Json.read(new String(metadata.readAllBytes(), StandardCharsets.UTF_8));
            return StreamSupport.stream(root.path("reflection").spliterator(), false)
                    .map(entry -> entry.path("type").asText())
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> providers(String services) throws IOException {
        return Collections.list(loader().getResources(services)).stream()
                .flatMap(NativeMetadataTest::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(URL file) {
        try (InputStream stream = file.openStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ClassLoader loader() {
        return NativeMetadataTest.class.getClassLoader();
    }
}
