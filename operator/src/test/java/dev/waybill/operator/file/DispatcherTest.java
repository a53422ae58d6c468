package dev.waybill.operator.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private final List<String> woken = new ArrayList<>();

  @Test
  void a_slice_is_granted_what_is_free() {
    Dispatcher dispatcher = dispatcher(10);

    assertThat(dispatcher.report(load("a", 0, 1, 4, 100))).isEqualTo(6);
  }

  @Test
  void what_was_granted_is_not_granted_again() {
    Dispatcher dispatcher = dispatcher(10);
    dispatcher.report(load("a", 0, 1, 0, 100));

    assertThat(dispatcher.report(load("b", 0, 1, 0, 100))).isZero();
    assertThat(dispatcher.report(load("a", 0, 1, 0, 100))).isEqualTo(10);
  }

  @Test
  void slices_of_a_job_are_fed_in_order() {
    Dispatcher dispatcher = dispatcher(10);
    dispatcher.report(load("j", 0, 1, 10, 30));
    dispatcher.report(load("j", 2, 1, 0, 40));
    dispatcher.report(load("j", 1, 1, 0, 40));

    dispatcher.settle(load("j", 0, 2, 0, 4));

    assertThat(dispatcher.report(load("j", 0, 2, 0, 4))).isEqualTo(4);
    assertThat(dispatcher.report(load("j", 1, 1, 0, 40))).isEqualTo(6);
    assertThat(dispatcher.report(load("j", 2, 1, 0, 40))).isZero();
    assertThat(woken).containsExactlyInAnyOrder("j-0", "j-1");
  }

  @Test
  void a_slice_that_frees_capacity_wakes_the_one_that_waits_for_it() {
    Dispatcher dispatcher = dispatcher(2);
    dispatcher.report(load("a", 0, 1, 2, 0));
    dispatcher.report(load("b", 0, 1, 0, 5));

    dispatcher.settle(load("a", 0, 2, 1, 0));

    assertThat(woken).containsExactly("b-0");
    assertThat(dispatcher.report(load("b", 0, 1, 0, 5))).isEqualTo(1);
  }

  @Test
  void nothing_is_granted_before_all_slices_are_known() {
    Dispatcher dispatcher =
        new Dispatcher(10, () -> List.of(load("other", 0, 1, 8, 0)), woken::add);

    assertThat(dispatcher.report(load("a", 0, 1, 0, 100))).isEqualTo(2);
  }

  @Test
  void an_older_report_changes_nothing() {
    Dispatcher dispatcher = dispatcher(10);
    dispatcher.report(load("a", 0, 7, 10, 0));

    dispatcher.report(load("a", 0, 6, 0, 0));

    assertThat(dispatcher.report(load("b", 0, 1, 0, 5))).isZero();
  }

  @Test
  void what_a_slice_could_not_use_goes_to_another() {
    Dispatcher dispatcher = dispatcher(3);
    dispatcher.report(load("a", 0, 1, 0, 5));
    dispatcher.giveBack("a-0");

    assertThat(dispatcher.report(load("b", 0, 1, 0, 5))).isEqualTo(3);
  }

  @Test
  void what_a_slice_held_that_is_gone_goes_to_another() {
    Dispatcher dispatcher = dispatcher(3);
    dispatcher.report(load("a", 0, 1, 3, 5));
    dispatcher.report(load("b", 0, 1, 0, 5));

    dispatcher.keepOnly(name -> name.equals("b-0"));

    assertThat(woken).containsExactly("b-0");
    assertThat(dispatcher.report(load("b", 0, 1, 0, 5))).isEqualTo(3);
  }

  @Test
  void a_slice_that_has_ended_holds_nothing() {
    Dispatcher dispatcher = dispatcher(3);
    dispatcher.report(load("a", 0, 1, 3, 0));
    dispatcher.settle(load("a", 0, 2, 0, 0));

    assertThat(dispatcher.report(load("b", 0, 1, 0, 5))).isEqualTo(3);
  }

  @Test
  void what_is_held_leaves_its_place_to_others_and_not_to_its_own_job() {
    Dispatcher dispatcher = dispatcher(10);
    dispatcher.report(load("a", 0, 1, 10, 0, 90));

    assertThat(dispatcher.report(load("b", 0, 1, 0, 5))).isZero();
    dispatcher.settle(load("a", 0, 2, 10, 10, 90));

    assertThat(woken).containsExactly("b-0");
    assertThat(dispatcher.report(load("b", 0, 1, 0, 5))).isEqualTo(5);
    assertThat(dispatcher.report(load("a", 0, 2, 10, 10, 90))).isZero();
  }

  private Dispatcher dispatcher(int cap) {
    return new Dispatcher(cap, List::of, woken::add);
  }

  private static SliceLoad load(String job, int number, int version, int inProgress, int ready) {
    return load(job, number, version, inProgress, 0, ready);
  }

  private static SliceLoad load(
      String job, int number, int version, int inProgress, int held, int ready) {
    JobTerms terms =
        new JobTerms(
            job,
            "uid-" + job,
            "of " + job,
            Instant.EPOCH,
            true,
            false,
            false,
            1,
            null,
            Integer.MAX_VALUE,
            false);
    String name = job + "-" + number;
    return new SliceLoad(name, number, "" + version, terms, inProgress, held, ready);
  }
}
