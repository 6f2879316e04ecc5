package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.aws.s3.S3BucketGuards.GuardPolicy;
import sundown.gallery.BucketLayout;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.readiness.BucketGuards.Guards;

/** Policies in the form of GetBucketPolicy: a list of one element comes as this element. */
class GuardPolicyTest {
    private static final String GUARD = """
            {"Sid": "NothingOfGroup1BeforeItsClose", "Effect": "%s", "Principal": %s,
             "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"], "Resource": "arn:aws:s3:::photos/1/*",
             "Condition": {"DateLessThan": {"aws:CurrentTime": "2023-06-01T00:00:00Z"}}}""";
    private static final String OTHERS = """
            {"Effect": "Deny", "Principal": "*",
             "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:AbortMultipartUpload"],
             "NotResource": ["arn:aws:s3:::photos/1/*", "arn:aws:s3:::photos/2/*"]}""";

    @Test
    void readsUntilWhenEachPrefixIsGuarded() {
        Guards guards = read(GUARD.formatted("Deny", "\"*\"") + "," + OTHERS);
        assertThat(guards)
                .isEqualTo(new Guards(
                        PurgedBucket.GALLERY,
                        BucketLayout.GROUP_FIRST,
                        Map.of("1/", Instant.parse("2023-06-01T00:00:00Z")),
                        true));
    }

    /** All conditions must hold. */
    @Test
    void readsTheFirstOfSeveralDates() {
        assertThat(read("""
                        {"Effect": "Deny", "Principal": "*", "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"],
                         "Resource": "arn:aws:s3:::photos/*", "Condition": {
                           "DateLessThan": {"aws:CurrentTime": "2023-07-01T00:00:00Z"},
                           "DateLessThanIfExists": {"aws:CurrentTime": "2023-06-01T00:00:00Z"},
                           "DateLessThanEquals": {"aws:CurrentTime": "2023-08-01T00:00:00Z"}}}""").notBefore()).isEqualTo(Map.of("", Instant.parse("2023-06-01T00:00:00Z")));
    }

    @Test
    void readsTheOtherFormOfEverybody() {
        assertThat(read(GUARD.formatted("Deny", "{\"AWS\": \"*\"}")).notBefore())
                .containsKey("1/");
    }

    @Test
    void takesNothingElseForAGuard() {
        Guards none = new Guards(PurgedBucket.GALLERY, BucketLayout.GROUP_FIRST, Map.of(), false);
        assertThat(read(GUARD.formatted("Allow", "\"*\""))).isEqualTo(none);
        assertThat(read(GUARD.formatted("Deny", "{\"AWS\": \"arn:aws:iam::1:role/one\"}")))
                .isEqualTo(none);
        assertThat(read(GUARD.formatted("Deny", "\"*\"").replace("\"s3:DeleteObject\",", "")))
                .isEqualTo(none);
        assertThat(read("""
                {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObjectVersion",
                 "NotResource": "arn:aws:s3:::photos/1/a"}""")).isEqualTo(none);
    }

    private static Guards read(String statements) {
        return GuardPolicy.read(
                PurgedBucket.GALLERY,
                BucketLayout.GROUP_FIRST,
                "photos",
                "{\"Version\": \"2012-10-17\", \"Statement\": [" + statements + "]}");
    }
}
