package sundown.google;

import com.google.api.client.http.javanet.NetHttpTransport;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import sundown.secret.Credential;
import sundown.secret.Credential.ClientSecret;
import sundown.secret.CredentialCache;
import sundown.transfer.PhotoLibrary;

/** Provides the ports that Google implements. Reads configuration when a port is first needed. */
final class GoogleProducers {
    /** Bytes get a second more for each MiB: with 64 MiB an upload still ends within the function's time. */
    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(20);

    /** A user waits for the answer, for half a minute at most. */
    private static final Duration QUESTION_TIMEOUT = Duration.ofSeconds(10);

    /** The same as in Google's own client. */
    private static final Duration CREATION_TIMEOUT = Duration.ofSeconds(60);

    @Produces
    @Singleton
    ManagedChannel channel(Config config) {
        return channel(uri(config, "GOOGLE_PHOTOS_URI"));
    }

    void close(@Disposes ManagedChannel channel) {
        channel.shutdownNow();
    }

    @Produces
    @Singleton
    PhotoLibrary library(
            GoogleHttp http,
            ManagedChannel channel,
            GoogleAnswers answers,
            AccessTokens tokens,
            Clock clock,
            Config config) {
        return new GooglePhotoLibrary(
                http,
                uri(config, "GOOGLE_UPLOADS_URI"),
                UPLOAD_TIMEOUT,
                new LibraryCalls(channel, CREATION_TIMEOUT),
                answers,
                tokens,
                clock);
    }

    @Produces
    @Singleton
    GoogleLibraryAccess access(
            GoogleHttp http,
            GoogleAnswers answers,
            AccessTokens tokens,
            Credential.Source<ClientSecret> source,
            Clock clock,
            Config config) {
        return new GoogleLibraryAccess(
                oauth(source, clock, config),
                http,
                uri(config, "GOOGLE_TOKEN_URI").resolve("revoke"),
                uri(config, "GOOGLE_DRIVE_URI"),
                QUESTION_TIMEOUT,
                answers,
                tokens);
    }

    private static OauthClient oauth(Credential.Source<ClientSecret> source, Clock clock, Config config) {
        return new OauthClient(
                text(config, "GOOGLE_CLIENT_ID"),
                new CredentialCache<>(source, clock),
                uri(config, "GOOGLE_TOKEN_URI"),
                new NetHttpTransport());
    }

    /** Uses plain text when the scheme is http, for a stand-in on the same machine, and TLS otherwise. */
    static ManagedChannel channel(URI target) {
        boolean plain = "http".equals(target.getScheme());
        int usualPort = plain ? 80 : 443;
        int port = target.getPort() < 0 ? usualPort : target.getPort();
        OkHttpChannelBuilder channel = OkHttpChannelBuilder.forAddress(target.getHost(), port);
        return plain ? channel.usePlaintext().build() : channel.build();
    }

    private static URI uri(Config config, String name) {
        return URI.create(text(config, name));
    }

    private static String text(Config config, String name) {
        return config.getValue(name, String.class);
    }
}
