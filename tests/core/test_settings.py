from pathlib import Path

from sourcier.core.settings import home, threads


def test_home_is_the_folder_of_the_variable(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCIER_HOME", str(tmp_path / "ici"))
    assert home() == tmp_path / "ici"
    assert not home().exists()


def test_home_of_a_relative_path_does_not_move_with_the_working_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCIER_HOME", "ici")
    assert home() == tmp_path / "ici"


def test_home_without_the_variable_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCIER_HOME", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert home().name == "sourcier"
    assert home().is_absolute()
    assert home() != Path.cwd()


def test_threads_are_as_many_as_the_variable_says_else_one_a_core(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    cores = threads()
    found = []
    for given in ("1", str(cores + 1), "", "0", "many"):
        monkeypatch.setenv("OMP_NUM_THREADS", given)
        found.append(threads())
    assert found == [1, cores + 1, cores, cores, cores]
    assert cores >= 1
