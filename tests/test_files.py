"""A file that we write is always the old one or the new one, whole, and what goes wrong is said in Norwegian."""

from __future__ import annotations

import errno
import io
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import AccessError, Fault
from pipeline.filefaults import fault_of
from pipeline.files import (
    entries,
    foreseen,
    is_file,
    is_folder,
    move_file,
    open_in,
    read_file,
    remove_file,
    see_file,
    write_file,
)
from tests.trouble import Killed, Trouble, troubled

OLD, NEW = b"old" * 1000, b"new" * 999


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file that holds OLD, alone in its folder."""
    path = tmp_path / "brev.docx"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Give the list of the pauses that were made, none of which takes any time."""
    taken: list[float] = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


@pytest.fixture
def open_umask() -> Iterator[None]:
    """Let new files be writable for the group and closed to others."""
    before = os.umask(0o007)
    yield
    os.umask(before)


def windows(number: int) -> OSError:
    """Return the error that Windows gives for one of its error codes."""
    error = PermissionError(errno.EACCES, "Access is denied")
    error.winerror = number  # type: ignore[attr-defined, unused-ignore]
    return error


def refused(call: Callable[[], object]) -> Fault:
    """Return the one fault with which the call fails."""
    with pytest.raises(AccessError) as caught:
        call()
    assert caught.value.exit_code == 5
    (fault,) = caught.value.faults
    return fault


def alone(path: Path) -> bool:
    """Tell whether nothing else lies in the file's folder."""
    return list(path.parent.iterdir()) == [path]


# --- writing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("durable", [True, False])
def test_it_replaces_and_leaves_nothing_behind(file: Path, *, durable: bool) -> None:
    """The file holds the new bytes, and no temporary file is left."""
    assert write_file(file, NEW, durable=durable)
    assert file.read_bytes() == NEW
    assert alone(file)


def test_it_makes_the_folders(tmp_path: Path) -> None:
    """A file in folders that are not there yet is written all the same."""
    path = tmp_path / "a" / "b" / "brev.docx"
    assert write_file(path, NEW, durable=False)
    assert path.read_bytes() == NEW


def test_what_would_not_change_is_not_written(file: Path) -> None:
    """The same bytes again: the file keeps its mtime and its place on the disk."""
    before = file.stat()
    assert not write_file(file, OLD, durable=True)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.usefixtures("open_umask")
def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    """Colleagues can read what we make, as far as the user's umask lets them."""
    write_file(tmp_path / "ny.docx", NEW, durable=False)
    assert stat.S_IMODE((tmp_path / "ny.docx").stat().st_mode) == 0o660


@pytest.mark.usefixtures("open_umask")
def test_a_replaced_file_keeps_its_mode(file: Path) -> None:
    """A file that was closed to others stays so, and one that was open does."""
    for mode in (0o600, 0o644):
        file.chmod(mode)
        write_file(file, NEW + bytes([mode % 256]), durable=False)
        assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.usefixtures("open_umask")
def test_a_new_file_with_the_same_words_is_as_closed(file: Path) -> None:
    """A backup may not be opened by those who may not open the document, nor more freely than the user's umask says."""
    for mode, wanted in ((0o600, 0o600), (0o640, 0o640), (0o666, 0o660), (0o444, 0o640)):
        file.chmod(mode)
        copy = file.with_name(f"{mode:o}.docx")
        write_file(copy, NEW, durable=False, like=file)
        assert stat.S_IMODE(copy.stat().st_mode) == wanted
    write_file(file.with_name("ny.docx"), NEW, durable=False, like=file.with_name("borte.docx"))
    assert stat.S_IMODE(file.with_name("ny.docx").stat().st_mode) == 0o660


def in_another_group(path: Path) -> int:
    """Give the file to a group that new files do not get, and tell which."""
    for group in [*os.getgroups(), 4321]:
        if group != path.stat().st_gid:
            try:
                os.chown(path, -1, group)
            except OSError:
                continue
            return group
    pytest.skip("there is no other group that a file can be given to")


@pytest.mark.usefixtures("open_umask")
def test_a_file_stays_with_its_group(file: Path) -> None:
    """The group that shares a document still does so, and it shares the backup of it."""
    group = in_another_group(file)
    file.chmod(0o660)
    copy = file.with_name("kopi.docx")
    write_file(file, NEW, durable=False)
    write_file(copy, NEW, durable=False, like=file)
    for path in (file, copy):
        assert (path.stat().st_gid, stat.S_IMODE(path.stat().st_mode)) == (group, 0o660)


@pytest.mark.usefixtures("open_umask")
def test_a_group_that_cannot_be_given_opens_it_to_nobody_else(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the file has to go to another group, that group gets no more than everybody has."""

    def no(*_: object) -> None:
        raise PermissionError(errno.EPERM, "")

    for mode, wanted in ((0o660, 0o600), (0o664, 0o644)):
        path = file.with_name(f"{mode:o}.docx")
        path.write_bytes(OLD)
        path.chmod(mode)
        with monkeypatch.context() as patch:
            in_another_group(path)
            patch.setattr(os, "chown", no)
            write_file(path, NEW, durable=False)
        assert stat.S_IMODE(path.stat().st_mode) == wanted


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="the system has no such notes")
def test_what_people_noted_on_a_file_stays(file: Path) -> None:
    """A comment in the file manager belongs to the file, not to its bytes; a backup has none."""
    try:
        os.setxattr(file, "user.xdg.comment", b"vent med denne")
    except OSError:
        pytest.skip("the file system has no such notes")
    copy = file.with_name("kopi.docx")
    write_file(file, NEW, durable=False)
    write_file(copy, NEW, durable=False, like=file)
    assert os.getxattr(file, "user.xdg.comment") == b"vent med denne"
    assert os.listxattr(copy) == []


def test_durable_reaches_the_disk_before_it_takes_the_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are on the disk before the old file goes, and the folder afterwards."""
    done: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        real_fsync(handle)

    def replace(source: Path, target: Path) -> None:
        done.append("replace")
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write_file(file, NEW, durable=True)
    assert done == ["file", "replace", "folder"]
    done.clear()
    write_file(file, OLD, durable=False)
    assert done == ["replace"]


def test_windows_cannot_fsync_a_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders cannot be opened, a durable write goes without that step."""
    real_open = os.open

    def no_folders(path: Any, *args: Any, **options: Any) -> int:
        if Path(path).is_dir():
            raise PermissionError(errno.EACCES, "Permission denied")
        return real_open(path, *args, **options)

    monkeypatch.setattr(os, "open", no_folders)
    assert write_file(file, NEW, durable=True)
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    assert write_file(file, OLD, durable=True)
    assert file.read_bytes() == OLD


def test_what_a_killed_run_left_is_swept_after_an_hour(file: Path) -> None:
    """Old temporary files of ours for this file go; young ones and other people's files stay."""
    old, young = file.with_name(".brev.docx.12.tmp"), file.with_name(".brev.docx.13.tmp")
    others = [file.with_name(name) for name in (".brev.docx.min.tmp", ".brev.docx.tmp", ".notat.docx.12.tmp")]
    for path in (old, young, *others):
        path.write_bytes(b"")
        hours = 0.9 if path == young else 2
        os.utime(path, (time.time() - hours * 3600,) * 2)
    write_file(file, NEW, durable=False)
    assert set(file.parent.iterdir()) == {file, young, *others}


def test_a_leftover_with_our_own_process_number_is_no_obstacle(file: Path) -> None:
    """Process numbers come round again."""
    leftover = file.with_name(f".brev.docx.{os.getpid()}.tmp")
    leftover.write_bytes(b"half")
    write_file(file, NEW, durable=False)
    assert file.read_bytes() == NEW
    assert alone(file)


# --- what was seen --------------------------------------------------------------------------------------------------


def saved(path: Path, content: bytes) -> None:
    """Save as Word does it: a new file takes the place of the old one."""
    path.with_suffix(".new").write_bytes(content)
    path.with_suffix(".new").replace(path)


@pytest.mark.parametrize(
    ("meanwhile", "left"),
    [
        pytest.param(lambda path: path.write_bytes(b"mine"), b"mine", id="saved in its place"),
        pytest.param(lambda path: saved(path, b"own" * 1000), b"own" * 1000, id="saved anew in the same size"),
        pytest.param(lambda path: path.unlink(), None, id="taken away"),
    ],
)
def test_a_save_in_the_last_moment_is_not_written_over(
    file: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Path], object], left: bytes | None
) -> None:
    """A person saves while our bytes are on their way to the disk: what they did stands, and nothing is left behind."""
    seen = see_file(file)
    monkeypatch.setattr(os, "fsync", lambda _: meanwhile(file))
    fault = refused(lambda: write_file(file, NEW, durable=True, over=seen))
    assert fault.code == "changed-meanwhile"
    assert read_file(file) == left
    assert [path for path in file.parent.iterdir() if path != file] == []


def test_what_came_where_nothing_was_is_not_written_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody lays in the free place stands."""
    place = file.with_name("ny.docx")
    seen = see_file(place)
    monkeypatch.setattr(os, "fsync", lambda _: place.write_bytes(OLD))
    assert refused(lambda: write_file(place, NEW, durable=True, over=seen)).code == "changed-meanwhile"
    assert place.read_bytes() == OLD


def test_a_save_of_the_same_bytes_is_no_hindrance(file: Path) -> None:
    """A sync client touches files and writes them anew; what lies there is still what was seen."""
    seen = see_file(file)
    saved(file, OLD)
    assert write_file(file, NEW, durable=True, over=seen)
    assert file.read_bytes() == NEW


@pytest.mark.usefixtures("naps")
def test_a_save_while_windows_waits_is_not_written_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds the file, saves in it and lets go: we look again before every try."""

    def held(*_: object) -> None:
        file.write_bytes(b"mine")
        raise windows(32)

    seen = see_file(file)
    monkeypatch.setattr(os, "replace", held)
    assert refused(lambda: write_file(file, NEW, durable=False, over=seen)).code == "changed-meanwhile"
    assert file.read_bytes() == b"mine"


# --- what is refused ------------------------------------------------------------------------------------------------


def test_a_link_is_not_followed_and_not_replaced(tmp_path: Path) -> None:
    """A symbolic link in the file's place is refused, and what it points at is not touched."""
    target, link = tmp_path / "secret", tmp_path / "brev.docx"
    target.write_bytes(OLD)
    link.symlink_to(target)
    fault = refused(lambda: write_file(link, NEW, durable=False))
    assert "snarvei" in fault.message
    assert fault == refused(lambda: read_file(link)) == foreseen(link)
    assert target.read_bytes() == OLD
    assert link.is_symlink()


def test_a_folder_with_the_files_name_is_refused(tmp_path: Path) -> None:
    """A folder in the file's place is refused by name."""
    (tmp_path / "brev.docx").mkdir()
    fault = refused(lambda: write_file(tmp_path / "brev.docx", NEW, durable=False))
    assert fault.message == "Her ligger en mappe der filen skal ligge."
    assert foreseen(tmp_path / "brev.docx") == fault


def test_a_write_protected_file_is_left_alone(file: Path) -> None:
    """A person who write-protects a file means it, on every system."""
    file.chmod(0o444)
    fault = refused(lambda: write_file(file, NEW, durable=False))
    assert fault.code == "write-protected"
    assert foreseen(file) == fault
    assert file.read_bytes() == OLD


def test_a_file_where_a_folder_should_be(file: Path) -> None:
    """A file on the way to the file is named as what is wrong."""
    path = file / "brev.docx"
    assert refused(lambda: write_file(path, NEW, durable=False)).code == "not-a-folder"
    planned = foreseen(path)
    assert planned is not None
    assert planned.code == "not-a-folder"


def test_a_folder_without_write_permission(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the folder and the way out; the plan says the same as the real write."""
    denied = PermissionError(errno.EACCES, "Permission denied")
    real_open = io.open

    def no_new_files(path: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        if "x" in mode:
            raise denied
        return real_open(path, mode, *args, **options)

    monkeypatch.setattr(io, "open", no_new_files)
    monkeypatch.setattr(os, "access", lambda *_: False)
    fault = refused(lambda: write_file(file, NEW, durable=False))
    assert fault.message == "Du har ikke tilgang til å skrive her."
    assert str(file.parent) in (fault.hint or "")
    assert "--output" in (fault.hint or "")
    assert foreseen(file) == fault
    assert foreseen(file.parent / "a" / "b" / "brev.docx") is not None
    assert file.read_bytes() == OLD
    assert alone(file)


def test_nothing_is_foreseen_where_nothing_is_wrong(file: Path) -> None:
    """A plain file, and one in folders that are not there yet, can be written as far as one can tell."""
    assert foreseen(file) is None
    assert foreseen(file.parent / "a" / "b" / "brev.docx") is None
    assert alone(file)


def test_a_path_that_is_too_long(tmp_path: Path) -> None:
    """A name that the system does not take is said to be too long."""
    path = tmp_path / ("b" * 300 + ".docx")
    fault = refused(lambda: write_file(path, NEW, durable=False))
    assert fault.message == "Stien til filen er for lang."
    assert foreseen(path) == fault


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, ""), "disk-full"),
        (OSError(errno.EDQUOT, ""), "disk-full"),
        (OSError(errno.ENAMETOOLONG, ""), "path-too-long"),
        (OSError(errno.EACCES, ""), "no-access"),
        (OSError(errno.EROFS, ""), "no-access"),
        (OSError(errno.EIO, ""), "io"),
        (OSError(), "io"),
        (windows(5), "no-access"),
        (windows(32), "in-use"),
        (windows(33), "in-use"),
        (windows(206), "path-too-long"),
    ],
)
def test_each_error_has_its_words(error: OSError, code: str) -> None:
    """Every fault has a sentence, a remedy and the path, whatever the operating system said."""
    for reading in (True, False):
        fault = fault_of(error, Path("output/brev.docx"), reading=reading)
        assert fault.code == code
        assert fault.message.endswith(".")
        assert fault.hint
        assert fault.hint.endswith(".")
        assert fault.path == str(Path("output/brev.docx"))


def test_windows_says_not_found_of_a_long_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without long paths switched on, Windows' «not found» means too long."""
    path, error = Path("/x" * 130), FileNotFoundError(errno.ENOENT, "")
    assert fault_of(error, path).code == "io"
    monkeypatch.setattr("pipeline.filefaults.ON_WINDOWS", True)
    assert fault_of(error, path).code == "path-too-long"


# --- Windows holds files for a moment ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [5, 32, 33])
def test_a_file_held_for_a_moment_is_waited_for(
    file: Path, naps: list[float], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """A virus scanner that lets go in time costs a moment, nothing else."""
    real_replace, held = os.replace, [windows(number)] * 3

    def replace(source: Path, target: Path) -> None:
        if held:
            raise held.pop()
        real_replace(source, target)

    monkeypatch.setattr(os, "replace", replace)
    assert write_file(file, NEW, durable=False)
    assert file.read_bytes() == NEW
    assert naps == [0.05, 0.1, 0.2]


def test_a_file_that_stays_held_is_given_up_in_three_seconds(
    file: Path, naps: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After at most three seconds the message says that another program has the file; the old one is whole."""

    def held(*_: object) -> None:
        raise windows(32)

    monkeypatch.setattr(os, "replace", held)
    fault = refused(lambda: write_file(file, NEW, durable=False))
    assert fault.message == "Filen er i bruk av et annet program."
    assert 2 < sum(naps) <= 3
    assert max(naps) <= 1
    assert file.read_bytes() == OLD
    assert alone(file)


def test_other_errors_are_not_waited_for(file: Path, naps: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Windows' error code a refusal is final at once."""

    def denied(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", denied)
    refused(lambda: write_file(file, NEW, durable=False))
    assert naps == []


# --- whatever fails ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_whichever_call_fails_the_file_is_old_or_new(tmp_path: Path, number: int, *, durable: bool) -> None:
    """The n-th call fails, for every n: the file is the old or the new one, whole, and told apart rightly."""
    for when in range(1, 100):
        path = tmp_path / str(when) / "brev.docx"
        path.parent.mkdir()
        path.write_bytes(OLD)
        trouble = Trouble(when, lambda: OSError(number, ""))
        try:
            with troubled(trouble):
                written = write_file(path, NEW, durable=durable)
        except AccessError:
            assert path.read_bytes() == OLD
        else:
            assert written
            assert path.read_bytes() == NEW
        if not trouble.struck:
            return
    pytest.fail("the sweep never ended")


@pytest.mark.parametrize("durable", [True, False])
def test_wherever_we_are_killed_the_file_is_old_or_new(tmp_path: Path, *, durable: bool) -> None:
    """The process is gone at the n-th call, for every n: old or new, and the next write is not hindered."""
    for when in range(1, 100):
        path = tmp_path / str(when) / "brev.docx"
        path.parent.mkdir()
        path.write_bytes(OLD)
        trouble = Trouble(when, Killed, lasting=True)
        try:
            with troubled(trouble):
                write_file(path, NEW, durable=durable)
        except Killed:
            assert path.read_bytes() in (OLD, NEW)
            write_file(path, NEW, durable=durable)
            assert path.read_bytes() == NEW
            assert alone(path)
        if not trouble.struck:
            return
    pytest.fail("the sweep never ended")


# --- reading, and owner files -----------------------------------------------------------------------------------------


def test_reading_what_is_not_there(tmp_path: Path) -> None:
    """No file, or no folder either, is no fault."""
    assert read_file(tmp_path / "brev.docx") is None
    assert read_file(tmp_path / "a" / "brev.docx") is None


def test_a_file_that_cannot_be_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message is about reading."""

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(io, "open", denied)
    assert refused(lambda: read_file(file)).message == "Du har ikke tilgang til å lese filen."


@pytest.mark.parametrize(
    ("owner", "program"),
    [
        ("~$stillingsutlysning.docx", "Word"),
        ("~$tillingsutlysning.docx", "Word"),
        ("~$illingsutlysning.docx", "Word"),
        (".~lock.stillingsutlysning.docx#", "LibreOffice"),
        ("~$intervjuguide.docx", None),
        (".~lock.intervjuguide.docx#", None),
        ("~$illingsutlysning.ny.docx", None),
    ],
)
def test_owner_files_tell_who_has_a_document_open(tmp_path: Path, owner: str, program: str | None) -> None:
    """Word drops the first letters of a longer name; another document's owner file says nothing of this one."""
    (tmp_path / owner).write_bytes(b"")
    assert open_in(tmp_path / "stillingsutlysning.docx") == program


# --- what is there ----------------------------------------------------------------------------------------------------


def test_what_is_there_is_told(file: Path, tmp_path: Path) -> None:
    """Files and folders are told apart; links are followed; what cannot exist does not."""
    (tmp_path / "lenke").symlink_to(tmp_path)
    (tmp_path / "løkke").symlink_to("løkke")
    assert [is_file(file), is_folder(file)] == [True, False]
    assert [is_file(tmp_path), is_folder(tmp_path), is_folder(tmp_path / "lenke")] == [False, True, True]
    for nothing in (tmp_path / "ingen", tmp_path / ("a" * 300), file / "under", tmp_path / "a\0b", tmp_path / "løkke"):
        assert not is_file(nothing)
        assert not is_folder(nothing)
    assert [path.name for path in entries(tmp_path)] == ["brev.docx", "lenke", "løkke"]
    assert entries(tmp_path / "ingen") == entries(file) == []


@pytest.mark.parametrize(("number", "code"), [(errno.EACCES, "no-access"), (errno.EHOSTDOWN, "io"), (errno.EIO, "io")])
def test_what_nobody_can_tell_is_a_fault(file: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str) -> None:
    """A folder without rights, a share that is away or a disk that fails: exit code 5, never «not there»."""

    def failing(*_: object, **__: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "stat", failing)
    monkeypatch.setattr(os, "listdir", failing)
    for ask in (is_file, is_folder, entries):
        fault = refused(lambda ask=ask: ask(file))  # type: ignore[misc]
        assert (fault.code, fault.path) == (code, str(file))
        assert fault.hint


# --- moving and removing ----------------------------------------------------------------------------------------------


def test_a_file_takes_another_s_place(file: Path) -> None:
    """In one step; what is not there moves nowhere."""
    other = file.with_name("other")
    other.write_bytes(b"other")
    move_file(other, file)
    assert (file.read_bytes(), other.exists()) == (b"other", False)
    move_file(other, file)
    assert file.read_bytes() == b"other"


def test_a_file_is_removed_once(file: Path) -> None:
    """Removing what is not there is nothing wrong."""
    file.write_bytes(b"x")
    remove_file(file)
    remove_file(file)
    assert not file.exists()


@pytest.mark.parametrize("call", ["replace", "unlink"])
def test_what_cannot_be_moved_or_removed_is_told(file: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A folder without rights, on the way to either."""
    file.write_bytes(b"x")

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, call, refused)
    with pytest.raises(AccessError) as caught:
        move_file(file, file.with_name("other")) if call == "replace" else remove_file(file)
    assert caught.value.faults[0].code == "no-access"
