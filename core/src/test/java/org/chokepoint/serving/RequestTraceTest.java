package org.chokepoint.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chokepoint.evidence.Fault;
import org.junit.jupiter.api.Test;

/** Tables of requests: those that are read, and what is said of others. */
final class RequestTraceTest {
    private static Requests read(String text) {
        return RequestTrace.read("trace.csv", text);
    }

    private static void refused(String text, String what, String maybe) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Fault.class)
                .hasMessageContaining(what)
                .hasMessageContaining("Maybe " + maybe);
    }

    @Test
    void secondsCountFromTheFirstRequest() {
        Requests requests = read("""
                arrival_s,input_tokens,output_tokens,user
                10.5,100,20,a
                10.5,200,30,b
                12,300,1,a
                """);
        assertThat(requests.size()).isEqualTo(3);
        assertThat(requests.users()).isZero();
        assertThat(requests.get(0)).isEqualTo(new Request(0, 100, 20));
        assertThat(requests.get(1)).isEqualTo(new Request(0, 200, 30));
        assertThat(requests.get(2)).isEqualTo(new Request(1.5, 300, 1));
        assertThat(requests.perSecond()).isEqualTo(2 / 1.5);
    }

    @Test
    void azureHasDatesWithAndWithoutAnOffset() {
        Requests first = read("""
                TIMESTAMP,ContextTokens,GeneratedTokens
                2023-11-16 18:59:59.5000000,374,44
                2023-11-16 19:00:01.2500000,396,109
                """);
        assertThat(first.get(1).arrivalSeconds()).isEqualTo(1.75, within(1e-6));
        Requests second = read("""
                TIMESTAMP,ContextTokens,GeneratedTokens
                2024-05-10 23:59:59.990000+00:00,2162,5
                2024-05-11 00:00:00.010000+00:00,10,7
                """);
        assertThat(second.get(1).arrivalSeconds()).isEqualTo(0.02, within(1e-6));
        assertThat(second.get(0).inputTokens()).isEqualTo(2162);
        assertThat(second.get(1).outputTokens()).isEqualTo(7);
    }

    @Test
    void burstGptHasSecondsAndMoreColumns() {
        Requests requests = read("""
                Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type
                5,ChatGPT,472,18,490,Conversation log
                45,GPT-4,1087,230,1317,API log
                """);
        assertThat(requests.get(1)).isEqualTo(new Request(40, 1087, 230));
    }

    @Test
    void othersAreToldWhere() {
        refused(
                "arrival_s,input_token,output_tokens\n1,2,3\n",
                "trace.csv:1:1: the column 'input_tokens' is missing",
                "you meant input_token");
        refused(
                "Timestamp,Model,Request tokens,Response tokens\n5,GPT-4,10,5\n7,GPT-4,10,0\n",
                "trace.csv:3:1: Response tokens: expected 1 token or more, found '0'",
                "the request failed: take it out");
        refused(
                "arrival_s,input_tokens,output_tokens\n1,2,3\n2,2.5,3\n",
                "trace.csv:3:1: input_tokens: expected a whole number, found '2.5'",
                "the columns are shifted");
        refused(
                "arrival_s,input_tokens,output_tokens\n1,2,3\n0.5,2,3\n",
                "trace.csv:3:1: arrival_s: expected a time no sooner than that of the row before, found '0.5'",
                "the rows are not sorted by time");
        refused(
                "arrival_s,input_tokens,output_tokens\n,2,3\n",
                "trace.csv:2:1: arrival_s: expected seconds, found ''",
                "the columns are shifted");
        refused(
                "TIMESTAMP,ContextTokens,GeneratedTokens\n12.5,2,3\n",
                "trace.csv:2:1: TIMESTAMP: expected a time like",
                "it is in seconds: name it arrival_s");
        refused("when,in,out\n1,2,3\n", "trace.csv:1:1: expected the columns arrival_s,", "the header is missing");
        refused("arrival_s,input_tokens,output_tokens\n", "trace.csv: holds no rows", "it is another file");
    }
}
