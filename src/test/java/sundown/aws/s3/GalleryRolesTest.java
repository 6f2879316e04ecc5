package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import sundown.aws.StubClient;
import sundown.aws.s3.GalleryRoles.Right;
import sundown.failure.PermanentFailure;

class GalleryRolesTest {
    private static final String ALBUMS = "arn:aws:iam::444455556666:role/sundown-gallery-albums";
    private static final String TEXT = "old-albums=" + ALBUMS + " old-scans=arn:aws:iam::1:role/sundown-gallery-scans ";

    private final Tokens sts = new Tokens();
    private final GalleryRoles roles = new GalleryRoles(() -> sts, Optional.of(TEXT));

    /** Gives each role credentials that have its ARN. */
    private static final class Tokens implements StsClient, StubClient {
        private final List<String> assumed = new ArrayList<>();

        @Override
        public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
            assumed.add(request.roleArn());
            return AssumeRoleResponse.builder()
                    .credentials(credentials -> credentials
                            .accessKeyId(request.roleArn())
                            .secretAccessKey("secret")
                            .sessionToken("token")
                            .expiration(Clock.systemUTC().instant().plus(Duration.ofHours(1))))
                    .build();
        }
    }

    @ParameterizedTest
    @CsvSource({"READ, -read", "LIST, -list", "DELETE, -delete"})
    void haveOneForEachRight(Right right, String end) {
        GalleryRoles.Place place = roles.place("own", "s3://old-albums/photos/ann/1", right);

        assertThat(place.bucket()).isEqualTo("old-albums");
        assertThat(place.key()).isEqualTo("photos/ann/1");
        assertThat(place.of("photos/ann/2").value()).isEqualTo("s3://old-albums/photos/ann/2");
        assertThat(caller(place)).isEqualTo(ALBUMS + end);
    }

    @Test
    void areAssumedOnceUntilTheirCredentialsEnd() {
        caller(roles.place("own", "s3://old-albums/1", Right.READ));
        caller(roles.place("own", "s3://old-albums/2", Right.READ));
        caller(roles.place("own", "s3://old-scans/2", Right.READ));

        assertThat(sts.assumed).containsExactly(ALBUMS + "-read", "arn:aws:iam::1:role/sundown-gallery-scans-read");
    }

    @Test
    void areNotNeededInABucketOfTheStack() {
        GalleryRoles.Place place = roles.place("own", "photos/ann/1", Right.DELETE);

        assertThat(place.bucket()).isEqualTo("own");
        assertThat(place.of("photos/ann/2").value()).isEqualTo("photos/ann/2");
        assertThat(place.caller().credentialsProvider()).isEmpty();
    }

    @Test
    void refuseABucketThatHasNone() {
        assertThatThrownBy(() -> roles.place("own", "s3://others/1", Right.READ))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("GALLERY_ROLES names no roles for the bucket others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-albums", "old-albums=role", "old-albums=arn:one old-scans"})
    void rejectWhatIsNotWrittenSo(String text) {
        assertThatThrownBy(() -> new GalleryRoles(() -> sts, Optional.of(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String caller(GalleryRoles.Place place) {
        return place.caller()
                .credentialsProvider()
                .orElseThrow()
                .resolveCredentials()
                .accessKeyId();
    }
}
