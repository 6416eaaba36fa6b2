package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DenoiserIdentityTest {
    private static final String HERE =
            "ct(precision=bf16, device=cpu, tile=auto), model sha256 1234, revision 1a2b3c4, range -1000.0:1000.0";

    @Test
    void whereAndInWhichPrecisionItRunsDoesNotCount() {
        String there = "ct(precision=fp32, device=cuda, tile=256), model sha256 1234, range -1000.0:1000.0";
        assertThat(DenoiserIdentity.of(HERE)).isEqualTo(DenoiserIdentity.of(there));
        assertThat(DenoiserIdentity.of(HERE).description()).isEqualTo("ct, model sha256 1234, range -1000.0:1000.0");
        assertThat(DenoiserIdentity.of(HERE).sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void weightsParametersAndRangeDo() {
        String base = DenoiserIdentity.of(HERE).sha256();
        assertThat(DenoiserIdentity.of(HERE.replace("1234", "1235")).sha256()).isNotEqualTo(base);
        assertThat(DenoiserIdentity.of(HERE.replace(":1000", ":2000")).sha256()).isNotEqualTo(base);
        assertThat(DenoiserIdentity.of("median(radius=1)").sha256())
                .isNotEqualTo(DenoiserIdentity.of("median(radius=2)").sha256());
    }

    @Test
    void whatAMethodIsSetToStays() {
        assertThat(DenoiserIdentity.of("dncnn(weights=dncnn_25, precision=fp32, device=cpu, tile=auto), model sha256 9")
                        .description())
                .isEqualTo("dncnn(weights=dncnn_25), model sha256 9");
    }
}
