package sundown.local.rights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardsTest {
    @ParameterizedTest
    @CsvSource({
        "timeline, timeline, true",
        "timeline, timeline-1, false",
        "timeline-*, timeline-1, true",
        "timeline-*, timeline-, true",
        "timeline-*, timeline, false",
        "*, '', true",
        "'', a, false",
        "*.zip, 1/user/volume.zip, true",
        "*.zip, volume.zip.plan, false",
        "*/files/*, 1/user/files/README.txt, true",
        "*/files/*, 1/files, false",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "secret-??????, secret-AbCdEf, true",
        "secret-??????, secret-AbCdE, false",
        "secret-??????, secret-AbCdEfG, false",
        "a.c, abc, false"
    })
    void standForCharacters(String pattern, String text, boolean matches) {
        assertThat(Wildcards.match(pattern, text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "*, arn:aws:s3:::photos, true",
        "arn:aws:s3:::photos, arn:aws:s3:::photos, true",
        "arn:aws:s3:::photos, arn:aws:s3:::photos/1, false",
        "arn:aws:s3:::photos/*, arn:aws:s3:::photos/1/2:3, true",
        "arn:aws:s3:::photos/*, arn:aws:s3:::photos, false",
        "arn:aws:sqs:*:work, arn:aws:sqs:eu-west-1:000000000000:work, false",
        "arn:aws:sqs:*:*:work, arn:aws:sqs:eu-west-1:000000000000:work, true",
        "arn:aws:sqs:eu-west-1:000000000000:*, arn:aws:s3:eu-west-1:000000000000:work, false"
    })
    void doNotReachOverThePartsOfAnArn(String pattern, String arn, boolean matches) {
        assertThat(Wildcards.matchArn(pattern, arn)).isEqualTo(matches);
    }
}
