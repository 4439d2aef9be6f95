# A janela: barra lateral, paleta, avisos, progresso, primeiro uso.
skip-to-content = Ir para o conteúdo
nav = Páginas
nav-members = Membros
nav-courses = Cursos
nav-products = Produtos
nav-imports = Importações
nav-activity = Atividade
nav-settings = Configurações
go-to = Ir para { $page }
toggle-sidebar = Mostrar ou ocultar a barra lateral
switch-theme = Alternar entre claro e escuro
page-failed = Não foi possível carregar esta página
page-failed-text = Nada se perdeu. Se falhar de novo, reinicie o aplicativo.
dialog-failed = Não foi possível carregar isto. Tente de novo; se falhar outra vez, reinicie o aplicativo.

book-menu = Livro { $name }
recent-books = Livros recentes
recent-missing = Não está mais lá
recent-forget = Tirar { $name } desta lista
new-book = Novo livro…
open-book = Abrir um livro…
close-book = Fechar este livro
quit = Sair do Rollbook
open-book-title = Abrir um livro do Rollbook
open-book-already = “{ $name }” já está aberto: esta é a janela dele.

import-list = Importar uma lista…
import-pick-title = Escolha uma lista de membros
export-list = Exportar…

palette = Buscar membros e comandos
palette-short = Buscar
palette-placeholder = Encontre um membro, um curso, um produto ou um comando
palette-nothing = Nada corresponde a “{ $text }”

drop-title = Solte para importar
drop-text = A lista é revisada antes de qualquer gravação.
drop-book = Solte para abrir este livro
drop-book-text = Um livro já aberto é fechado; tudo nele está salvo.
drop-several = Um arquivo por vez
drop-several-text = Solte uma única lista ou um único livro.
drop-later = Não com um diálogo aberto
drop-later-text = Conclua ou feche o diálogo e solte o arquivo de novo.

toasts = Avisos
book-rescued = O arquivo do livro não estava mais no lugar. Tudo o que havia no livro está nesta cópia: { $path }
book-rescued-open = Abrir a cópia
toast-cancelled = Cancelado. Nada foi gravado.
toast-nothing-changed = Não havia nada a mudar.
toast-nothing-to-undo = Não há nada para desfazer.
toast-nothing-to-redo = Não há nada para refazer.
toast-undone = Desfeito: { $what }
toast-redone = Refeito: { $what }
toast-nothing-went-back = Nada pôde ser desfeito: { $what }
toast-kept =
    { $n ->
        [one] { $n } valor ficou como está.
       *[other] { $n } valores ficaram como estão.
    }
kept-changed-since = mudou depois
kept-in-use = algo feito depois precisa dele
kept-gone = não existe mais
kept-exists = já existe
kept-ends-before-start = o acesso acabaria antes de começar

job-count = { $done } de { $total }
job-rate =
    { $n ->
        [one] { $n } por segundo
       *[other] { $n } por segundo
    }
job-seconds-left =
    { $n ->
        [one] falta { $n } segundo
       *[other] faltam { $n } segundos
    }
job-minutes-left =
    { $n ->
        [one] falta { $n } minuto
       *[other] faltam { $n } minutos
    }
job-cancel-note = Se você cancelar, nada é gravado.
job-cancelling = Cancelando…
job-undo = Desfazendo
job-redo = Refazendo

shortcuts = Atalhos do teclado
shortcuts-everywhere = Em qualquer lugar
shortcuts-list = Na lista de membros
key-space = Espaço
shortcut-neighbours = Anterior e próximo na lista
shortcuts-member = Na página de um membro
shortcuts-outline = No conteúdo de um curso
shortcut-lesson = Mover uma aula ou um capítulo
shortcut-search = Buscar na lista
shortcut-move = Mover
shortcut-page = Mover uma página
shortcut-ends = Ir a uma ponta
shortcut-select = Selecionar
shortcut-range = Selecionar um intervalo
shortcut-all = Selecionar tudo na lista
shortcut-open = Abrir o membro
shortcut-look = Visão rápida
shortcut-edit = Editar a célula
shortcut-trash = Mover para a lixeira
shortcut-width = Em um cabeçalho: mudar a largura
shortcut-place = Em uma visão salva: movê-la

start-tagline = A mesa de membros de quem cria cursos
start-import = Importar uma lista
start-import-text = De Thinkific, Hotmart, MemberKit, Kajabi ou qualquer planilha. Você vê o que vai acontecer antes de gravar.
start-new = Novo livro
start-new-text = Comece com uma escola vazia e adicione membros à mão.
start-open = Abrir um livro…
start-open-text = Um arquivo .rollbook neste computador.
start-sample = Abrir o livro de exemplo
start-sample-text = Algumas centenas de pessoas inventadas, para experimentar tudo sem medo.
start-local = Tudo fica em um único arquivo neste computador.

sample-name = Escola de exemplo
new-book-default = Minha escola
new-book-text = Um livro é um arquivo com tudo de uma escola.
new-book-then-import = Primeiro, o livro que vai receber a lista. Ele é um arquivo com tudo de uma escola.
new-book-sample-text = Uma escola com pessoas, cursos e histórico inventados. É um livro como qualquer outro; mude o que quiser.
new-book-name = Nome da escola
new-book-name-placeholder = Por exemplo, Ateliê Ana
new-book-name-missing = Dê um nome à escola.
new-book-place = Arquivo
new-book-place-title = Onde guardar o livro
new-book-create = Criar livro
